import { createHash } from 'node:crypto';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onShutdown } from '../../../harness/shutdown';

/** Says which of the webhook processes gets a request, given how many came before. */
type Choice = (path: string, before: number) => number;

/** One after the other, as load balancers do unless they are told otherwise. */
export const inTurns: Choice = (_path, before) => before;

/** The same for the same address, as `hash $request_uri consistent` of nginx or `balance uri` of HAProxy. */
export const byAddress: Choice = (path) =>
	createHash('sha256').update(path).digest().readUInt32BE();

interface Behind {
	readonly main: string;
	readonly webhooks: readonly string[];
}

/** What gateways and people talk to: production webhooks go to the webhook processes, all else to main. */
export async function startBalancer(behind: Behind, choose: Choice): Promise<string> {
	let before = 0;
	const targetOf = (url: string): string => {
		const path = new URL(url, behind.main).pathname;
		if (!path.startsWith('/webhook/')) return behind.main;
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

/** What cannot be passed on is a 502, as from any proxy. */
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
