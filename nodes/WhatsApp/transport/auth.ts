import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { headerKey } from './apiKey';
import { proxyLogin } from './baseUrl';

/**
 * The headers by which a credential is let in: the login for a reverse proxy in front of the gateway, which asks before
 * the gateway does, and the API key.
 * @param keyHeader the header that carries the key; null to go without it
 * @throws Refusal when the key cannot be sent
 */
export function authHeaders(
	{ apiKey, baseUrl }: ICredentialDataDecryptedObject,
	keyHeader: string | null,
): Readonly<Record<string, string>> {
	const login = proxyLogin(baseUrl);
	return {
		...(login === null ? {} : { Authorization: login }),
		...(keyHeader === null ? {} : { [keyHeader]: headerKey(apiKey) }),
	};
}
