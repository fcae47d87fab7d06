import { isObject, type Json } from '../portable/json';
import { Refusal } from '../portable/refusal';
import { REDACTED } from '../portable/secrets';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { proxyLogin } from './baseUrl';

/**
 * Characters that Node.js refuses in a header (RFC 9110 section 5.5): control characters, and everything beyond
 * Latin-1.
 */
const NO_HEADER_TEXT = /[^\t\x20-\x7e\x80-\xff]/u;

/**
 * The API key of a credential as the header carries it: without surrounding spaces.
 * @throws Refusal when the key has a character that no header can carry. Some versions of n8n would only report that
 * the connection broke; others drop the character and send a different key (axios 1.21).
 */
export function headerKey(apiKey: unknown): string {
	const key = typeof apiKey === 'string' ? apiKey.trim() : '';
	const at = [...key].findIndex((character) => NO_HEADER_TEXT.test(character));
	if (at < 0) return key;
	throw new Refusal(
		`The API key in the credential holds a character that cannot be sent: ${named([...key][at] ?? '')} at position ${at + 1}`,
		"It got there while the key was copied or corrected. Copy the key again from the gateway's configuration, or write it with plain letters, digits, hyphens and quotes.",
	);
}

/** Naming the character gives nothing away, because no real key contains it. */
function named(character: string): string {
	const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
	if (/[\r\n\u2028\u2029]/.test(character)) return `a line break (${code})`;
	return /[\p{C}\p{M}\p{Z}\p{Default_Ignorable_Code_Point}]/u.test(character)
		? `an invisible one (${code})`
		: `${character} (${code})`;
}

/** A key of at least this length is removed everywhere, even inside words. */
const SECRET_LENGTH = 8;

/**
 * What a gateway said, with the key removed if it quotes it. A short key is removed only where it is a word of its own,
 * and a key of just a few letters is not removed at all: it may be any word of the sentence, which would lose its
 * meaning without it.
 */
export function withoutKey(said: Json, apiKey: unknown): Json {
	const key = typeof apiKey === 'string' ? apiKey.trim() : '';
	const pattern = patternOf(key);
	return pattern === null ? said : masked(said, pattern);
}

function patternOf(key: string): RegExp | null {
	if (key.length < SECRET_LENGTH && /^\p{L}*$/u.test(key)) return null;
	const literal = key.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
	return key.length < SECRET_LENGTH
		? new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, 'gu')
		: new RegExp(literal, 'g');
}

function masked(value: Json, pattern: RegExp): Json {
	if (typeof value === 'string') return value.replace(pattern, REDACTED);
	if (Array.isArray(value)) return value.map((entry: Json) => masked(entry, pattern));
	if (!isObject(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, member]) => [
			name,
			member === undefined ? undefined : masked(member, pattern),
		]),
	);
}

/**
 * The headers that authenticate a credential: the login for a reverse proxy in front of the gateway, and the API key.
 * @param keyHeader the header that carries the key; null to leave it out
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
