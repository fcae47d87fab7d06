import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { GatewayName, Sandbox } from '../sandbox';

/** The gateways' names as people write them, in display order. */
export const GATEWAYS: Readonly<Record<GatewayName, string>> = {
	waha: 'WAHA',
	warest: 'WARest',
	evolution: 'Evolution API',
};

export const gatewayNames = Object.keys(GATEWAYS) as GatewayName[];

/** The name of the credential for one of the sandbox's gateways. */
export const credentialName = (gateway: GatewayName): string => `${GATEWAYS[gateway]} sandbox`;

/** What a user would type into the credential for one of the sandbox's gateways. */
export function credentialData(
	sandbox: Sandbox,
	gateway: GatewayName,
): ICredentialDataDecryptedObject {
	const { url, apiKey } = sandbox[gateway];
	return { gateway, baseUrl: url, apiKey };
}
