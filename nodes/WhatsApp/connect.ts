import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { gateways } from './gateways';
import type { Gateway } from './gateways/gateway';
import { Refusal } from './portable/refusal';
import { headerKey } from './transport/apiKey';
import { authHeaders } from './transport/auth';
import { cleanBaseUrl } from './transport/baseUrl';
import type { Connection } from './transport/channel';

export const CREDENTIAL = 'whatsAppGatewayApi';

export interface Connected {
	readonly gateway: Gateway;
	readonly connection: Connection;
	readonly credential: ICredentialDataDecryptedObject;
}

/**
 * The gateway that a credential names, and the way to it.
 * @throws Refusal when the credential is incomplete, or its key cannot be sent
 */
export function connect(credential: ICredentialDataDecryptedObject): Connected {
	const gateway = gatewayNamed(credential.gateway);
	headerKey(credential.apiKey);
	return {
		gateway,
		connection: {
			credentialType: CREDENTIAL,
			gatewayName: gateway.name,
			baseUrl: cleanBaseUrl(typeof credential.baseUrl === 'string' ? credential.baseUrl : ''),
			problem: gateway.problem,
			notReady: gateway.notReady,
			pause: gateway.pause,
			limits: gateway.limits,
			sendsPerSession: gateway.sendsPerSession,
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
	authHeaders(credential, gatewayNamed(credential.gateway).access.keyHeader);

function gatewayNamed(name: unknown): Gateway {
	const found = Object.entries(gateways).find(([value]) => value === name);
	if (found === undefined)
		throw new Refusal(
			'The credential names no gateway',
			'Open the credential and choose the gateway, for example WAHA.',
		);
	return found[1];
}
