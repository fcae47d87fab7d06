import { createHash } from 'node:crypto';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onShutdown } from '../../../harness/shutdown';

/** Chooses the webhook process for a request, given how many requests came before. */
type Choice = (path: string, before: number) => number;

/** One after the other, the default of load balancers. */
export const inTurns: Choice = (_path, before) => before;

/** Always the same for one address, like `hash $request_uri consistent` in nginx or `balance uri` in HAProxy. */
export const byAddress: Choice = (path) =>
	createHash('sha256').update(path).digest().readUInt32BE();

interface Behind {
	readonly main: string;
	readonly webhooks: readonly string[];
}

/**
 * What n8n serves outside main if webhooks are off there: webhooks of gateways, and the links of waiting executions.
 */
const OF_WEBHOOK_PROCESSES = /^\/webhook(-waiting)?\//;

/** The address for gateways and people: production webhooks go to the webhook processes, everything else to main. */
export async function startBalancer(behind: Behind, choose: Choice): Promise<string> {
	let before = 0;
	const targetOf = (url: string): string => {
		const path = new URL(url, behind.main).pathname;
		if (!OF_WEBHOOK_PROCESSES.test(path)) return behind.main;
		return behind.webhooks[choose(path, before++) % behind.webhooks.length] ?? behind.main;
	};
	const server = createServer((incoming, response) =>
		passOn(incoming, response, targetOf(incoming.url ?? '/')),
	);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	onShutdown(async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	});
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Answers 502 if a request cannot be passed on, like any proxy. */
export function passOn(incoming: IncomingMessage, response: ServerResponse, target: string): void {
	const { headers, method, url } = incoming;
	const outgoing = request(new URL(url ?? '/', target), { method, headers }, (answer) => {
		response.writeHead(answer.statusCode ?? 502, answer.headers);
		answer.pipe(response);
	});
	outgoing.once('error', () => {
		if (response.headersSent) response.destroy();
		else response.writeHead(502).end();
	});
	response.once('close', () => outgoing.destroy());
	incoming.pipe(outgoing);
}
