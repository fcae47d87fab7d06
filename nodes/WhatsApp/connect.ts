import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { gateways } from './gateways';
import type { Gateway } from './gateways/gateway';
import { Refusal } from './portable/refusal';
import { cleanBaseUrl } from './transport/baseUrl';
import type { Connection } from './transport/channel';

export const CREDENTIAL = 'whatsAppGatewayApi';

export interface Connected {
	/** As the credential names it. */
	readonly gatewayKey: string;
	readonly gateway: Gateway;
	readonly connection: Connection;
	readonly credential: ICredentialDataDecryptedObject;
}

/**
 * The gateway that a credential names, and the way to it.
 * @throws Refusal when the credential is incomplete
 */
export function connect(credential: ICredentialDataDecryptedObject): Connected {
	const [gatewayKey, gateway] = gatewayNamed(credential.gateway);
	return {
		gatewayKey,
		gateway,
		connection: {
			credentialType: CREDENTIAL,
			gatewayName: gateway.name,
			baseUrl: cleanBaseUrl(typeof credential.baseUrl === 'string' ? credential.baseUrl : ''),
			problem: gateway.problem,
			notReady: gateway.notReady,
			pause: gateway.pause,
			limits: gateway.limits,
		},
		credential,
	};
}

function gatewayNamed(name: unknown): [string, Gateway] {
	const found = Object.entries(gateways).find(([value]) => value === name);
	if (found === undefined)
		throw new Refusal(
			'The credential names no gateway',
			'Open the credential and choose the gateway, for example WAHA.',
		);
	return found;
}
