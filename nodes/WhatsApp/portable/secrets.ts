import { isObject, type Json, type JsonObject } from './json';

/** Replaces a secret. */
export const REDACTED = '***';

/**
 * Members that are secrets: WARest's key for signing events anywhere, and WAHA's keys, passwords and headers in the
 * parts of a session's configuration that have them.
 */
const SECRETS = new Set(['webhookSecret', 'hmac.key', 'proxy.password', 'customHeaders.value']);

/** Names of settings whose values are secrets, such as WHATSAPP_API_KEY. */
const SECRET_NAME = /key|token|passw|pwd|secret|auth|credential|headers/i;

/**
 * A gateway's own answer without its secrets. Whoever reads an execution in n8n would see them, and no workflow needs
 * them.
 */
export function withoutSecrets(raw: Json, parent = ''): Json {
	if (Array.isArray(raw)) return raw.map((entry: Json) => withoutSecrets(entry, parent));
	if (!isObject(raw)) return raw;
	return mapped(raw, (name, value) => {
		if (SECRETS.has(name) || SECRETS.has(`${parent}.${name}`)) return hidden(value);
		// The configuration of a WAHA app is hidden as a whole, because parts of it may be tokens.
		if (parent === 'apps' && name === 'config' && isObject(value))
			return withoutSecretSettings(value);
		return withoutSecrets(value, name);
	});
}

/** Settings by name, without secret values and without passwords in addresses. */
export const withoutSecretSettings = (settings: JsonObject): JsonObject =>
	mapped(settings, (name, value) => {
		if (SECRET_NAME.test(name)) return hidden(value);
		return withoutSecretsIn(value);
	});

function withoutSecretsIn(value: Json): Json {
	if (typeof value === 'string') return withoutCredentials(value);
	if (Array.isArray(value)) return value.map((entry: Json) => withoutSecretsIn(entry));
	return isObject(value) ? withoutSecretSettings(value) : value;
}

const mapped = (object: JsonObject, change: (name: string, value: Json) => Json): JsonObject =>
	Object.fromEntries(
		Object.entries(object).map(([name, value]) => [
			name,
			value === undefined ? undefined : change(name, value),
		]),
	);

/** Whether a secret is set at all stays visible. */
const hidden = (value: Json): Json => (value === null || value === '' ? value : REDACTED);

/** An address without its user and password, and without secrets in its query. */
const withoutCredentials = (text: string): string =>
	text
		.replace(/(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/?#]*@/gi, `$1${REDACTED}@`)
		.replace(
			/([?&][^=&\s]*(?:key|token|passw|pwd|secret|auth|sig)[^=&\s]*=)[^&\s]+/gi,
			`$1${REDACTED}`,
		);
