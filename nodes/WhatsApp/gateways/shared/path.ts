import { quote, Refusal } from '../../portable/refusal';
import type { GatewayRequest } from '../../transport/request';

/**
 * Writes a request path. Every value becomes one encoded segment. Refused are values that a URL parser or a proxy would
 * read as "go up" or as another segment, and values that are not well-formed text.
 * @throws Refusal before anything is sent
 */
export const path = (parts: TemplateStringsArray, ...values: readonly string[]): string =>
	parts.reduce((written, part, i) => written + segment(values[i - 1] ?? '') + part);

function segment(value: string): string {
	if (/^\.*$|[\p{Cc}\p{Cs}/\\]|%2f|%5c|%2e/iu.test(value) || value.length > 256) {
		throw new Refusal(
			`${quote(value)} cannot be used as an id`,
			'Ids have no slashes, no dots alone and no control characters.',
		);
	}
	return encodeURIComponent(value);
}

/**
 * A plan that reads the state of a session and then changes it takes its place in the session's order with the read.
 */
export const inSession = (session: string, request: GatewayRequest): GatewayRequest => ({
	...request,
	lane: { session, chat: '' },
});
