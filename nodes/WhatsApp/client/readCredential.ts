import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { gateways } from '../gateways';
import type { GatewayName } from '../gateways/catalogue';
import { isGatewayName, listed } from '../gateways/listed';
import type { Gateway } from '../gateways/gateway';
import { Refusal } from '../portable/refusal';
import { headerKey, authHeaders } from '../transport/apiKey';
import { cleanBaseUrl } from '../transport/baseUrl';
import type { Connection } from '../transport/channel';

export const CREDENTIAL = 'whatsAppGatewayApi';

export interface GatewayCredential {
	readonly gatewayName: GatewayName;
	readonly gateway: Gateway;
	readonly connection: Connection;
	readonly credential: ICredentialDataDecryptedObject;
}

/**
 * The gateway that a credential names, and how to reach it.
 * @throws Refusal when the credential is incomplete, or its key cannot be sent
 */
export function readCredential(credential: ICredentialDataDecryptedObject): GatewayCredential {
	const gatewayName = readGatewayName(credential.gateway);
	const gateway: Gateway = gateways[gatewayName];
	headerKey(credential.apiKey);
	return {
		gatewayName,
		gateway,
		connection: {
			credentialType: CREDENTIAL,
			baseUrl: cleanBaseUrl(
				typeof credential.baseUrl === 'string' ? credential.baseUrl : '',
				gateway.exampleUrl,
			),
			peer: gateway,
		},
		credential,
	};
}

/**
 * The headers that go with every request to the gateway that a credential names.
 * @throws Refusal when the credential names none, or its key cannot be sent
 */
export const credentialHeaders = (
	credential: ICredentialDataDecryptedObject,
): Readonly<Record<string, string>> =>
	authHeaders(credential, gatewayNamed(credential.gateway).keyHeader);

/** The name of the credential's gateway, whatever else is wrong with the credential; null if it names none. */
export const gatewayNameIn = ({ gateway }: ICredentialDataDecryptedObject): string | null =>
	isGatewayName(gateway) ? gateways[gateway].name : null;

const gatewayNamed = (name: unknown): Gateway => gateways[readGatewayName(name)];

function readGatewayName(name: unknown): GatewayName {
	if (isGatewayName(name)) return name;
	throw new Refusal(
		'The credential names no gateway',
		`Open the credential and choose the gateway, for example ${listed[0]?.name}.`,
	);
}
