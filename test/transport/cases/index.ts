import type { GatewayName } from '../../../nodes/WhatsApp/gateways/catalogue';
import { evolutionCases } from './evolution';
import { httpsOnly, login, networkCases, redirect, tooLarge } from './network';
import { wahaCases } from './waha';
import { warestCases } from './warest';

export * from './shape';

/**
 * Everything that can go wrong with a request. docs/errors.md is generated from it, and the tests check the node
 * against it.
 */
export const cases = {
	network: networkCases,
	httpsOnly,
	redirect,
	login,
	tooLarge,
	waha: wahaCases,
	warest: warestCases,
	evolution: evolutionCases,
} satisfies Record<GatewayName, unknown> & Record<string, unknown>;
