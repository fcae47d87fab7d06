import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { GatewayName, Sandbox } from '../sandbox';

/** How people name the gateways, in the order in which they are shown. */
export const GATEWAYS: Readonly<Record<GatewayName, string>> = {
	waha: 'WAHA',
	warest: 'WARest',
	evolution: 'Evolution API',
};

export const gatewayNames = Object.keys(GATEWAYS) as GatewayName[];

/** What the credential for one of the sandbox's gateways is called. */
export const credentialName = (gateway: GatewayName): string => `${GATEWAYS[gateway]} sandbox`;

/** What a person would type into the credential for one of the sandbox's gateways. */
export function credentialData(
	sandbox: Sandbox,
	gateway: GatewayName,
): ICredentialDataDecryptedObject {
	const { url, apiKey } = sandbox[gateway];
	return { gateway, baseUrl: url, apiKey };
}
