import type { IncomingMessage } from 'node:http';
import { useServer } from '../support/server';

const TOKEN = 'tern-token';

/** What Tern was asked to write, and where it posts. */
export interface Tern {
	readonly url: string;
	readonly notes: Array<{ readonly line: string; readonly body: Record<string, unknown> }>;
	hook: { readonly target: string; readonly seal: string } | null;
}

/** Tern on this machine, with one line that is up and one that is down. */
export function useTern(): Tern & { readonly token: string } {
	const server = useServer((request, response) => {
		void answered(request).then(({ status, body }) =>
			response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
		);
	});
	const tern: Tern & { readonly token: string } = {
		token: TOKEN,
		get url() {
			return server.url;
		},
		notes: [],
		hook: null,
	};
	const fault = (status: number, words: string) => ({ status, body: { fault: { words } } });

	async function answered(
		request: IncomingMessage,
	): Promise<{ readonly status: number; readonly body: unknown }> {
		const body = await bodyOf(request);
		if (request.headers['x-tern-token'] !== TOKEN) return fault(401, 'who are you');
		const place = `${request.method} ${request.url}`;
		if (place === 'GET /v2/lines') return { status: 200, body: { lines: LINES } };
		if (place === 'GET /v2/hooks') return { status: 200, body: tern.hook ?? {} };
		if (place === 'PUT /v2/hooks') {
			tern.hook = { target: String(body.target), seal: String(body.seal) };
			return { status: 200, body: {} };
		}
		if (place === 'DELETE /v2/hooks') {
			tern.hook = null;
			return { status: 200, body: {} };
		}
		const [, line] = /^POST \/v2\/lines\/(\w+)\/notes$/.exec(place) ?? [];
		if (line === undefined) return fault(404, 'no such place');
		if (line !== 'shop') return fault(409, 'that line is down');
		tern.notes.push({ line, body });
		return { status: 200, body: { ticket: `T-${tern.notes.length}` } };
	}
	return tern;
}

const LINES = [
	{ slug: 'old', state: 'down' },
	{ slug: 'shop', state: 'up', number: '491700000001' },
];

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(Buffer.from(chunk));
	const text = Buffer.concat(chunks).toString();
	return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
}
