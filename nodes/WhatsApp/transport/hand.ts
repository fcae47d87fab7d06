import type { IAllExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { parseJson, type Json } from '../portable/json';

/** A request that n8n sends to itself. */
export interface Handed {
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: Buffer;
	readonly timeoutMs: number;
	/** True if n8n serves its own certificate, which is issued for another name than the one used here. */
	readonly isOwnCertificate: boolean;
}

export interface HandedAnswer {
	readonly status: number;
	/** Null if it is not JSON. */
	readonly body: Json;
}

/** Posts the bytes unchanged, once, without following redirects; null when nobody answered. */
export async function hand(
	{ helpers }: { readonly helpers: Pick<IAllExecuteFunctions['helpers'], 'httpRequest'> },
	{ url, headers, body, timeoutMs, isOwnCertificate }: Handed,
): Promise<HandedAnswer | null> {
	const options: IHttpRequestOptions = {
		method: 'POST',
		url,
		headers: { ...headers },
		body,
		encoding: 'text',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		skipSslCertificateValidation: isOwnCertificate,
		timeout: timeoutMs,
	};
	try {
		const { statusCode, body: text } = await helpers.httpRequest(options);
		return { status: statusCode, body: typeof text === 'string' ? jsonIn(text) : null };
	} catch {
		return null;
	}
}

function jsonIn(text: string): Json {
	try {
		return parseJson(text);
	} catch {
		return null;
	}
}
