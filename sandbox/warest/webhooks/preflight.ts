import axios from 'axios';
import { type Signer, sessionInfo, signedHeaders } from './signature';

const TIMEOUT_MS = 5_000;

export interface PreflightResult {
	target: string;
	ok: boolean;
	status?: number;
	error?: string;
	roundTripMs: number;
}

/** Sends the `preflight` event and reports the result; any 2xx within 5 s is fine, even after a redirect. */
export async function preflight(
	signer: Signer,
	target: string,
	ts: number,
): Promise<PreflightResult> {
	const event = 'preflight';
	const body = JSON.stringify({ event, data: { ping: true }, ts, session: sessionInfo(signer) });
	const startedAt = Date.now();
	try {
		const { status } = await axios.post(target, body, {
			timeout: TIMEOUT_MS,
			headers: {
				...signedHeaders(signer, event, ts, body),
				'User-Agent': 'WAREst/1 (preflight)',
				'X-WAREST-Preflight': '1',
			},
			proxy: false,
			validateStatus: () => true,
		});
		const ok = status >= 200 && status < 300;
		return { target, ok, status, roundTripMs: Date.now() - startedAt };
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		return { target, ok: false, error: reason, roundTripMs: Date.now() - startedAt };
	}
}
