import {
	createServer,
	type IncomingMessage,
	type RequestListener,
	type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import axios, { type AxiosResponse } from 'axios';

/** What happens to a request: `hold` passes it to the gateway, but keeps the answer back until the release. */
export type Verdict = 'pass' | 'hold' | 'refuse';

/** A proxy in front of a gateway that can refuse a request or keep an answer back. */
export interface Gate {
	readonly url: string;
	/** Called for each request, with its body. */
	judge: (body: string) => Verdict;
	/** From now on answers are kept back if `judge` says so; before that they are not. */
	hold(): void;
	/** Releases what is held, and holds nothing more. */
	release(): void;
	close(): Promise<void>;
}

export async function startGate(target: string): Promise<Gate> {
	let release = (): void => undefined;
	let released = Promise.resolve();
	const pass: RequestListener = async (incoming, response) => {
		const body = await buffer(incoming);
		const verdict = gate.judge(body.toString());
		if (verdict === 'refuse') return refuse(response);
		const answer = await forward(incoming, body, target);
		if (verdict === 'hold') await released;
		return give(response, answer);
	};
	const server = createServer((incoming, response) => {
		// The client may be gone by now.
		void Promise.resolve(pass(incoming, response)).catch(() => response.destroy());
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const gate: Gate = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		judge: () => 'pass',
		hold: () => {
			released = new Promise((resolve) => {
				release = resolve;
			});
		},
		release: () => release(),
		close: async () => {
			release();
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
	return gate;
}

/** The form in which both gateways refuse a request. */
function refuse(response: ServerResponse): void {
	const body = { statusCode: 400, message: 'not now', error: 'Bad Request' };
	response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function forward(
	{ headers, method = 'GET', url = '/' }: IncomingMessage,
	data: Buffer,
	target: string,
): Promise<AxiosResponse<Buffer>> {
	return await axios.request<Buffer>({
		url: new URL(url, target).href,
		method,
		headers: Object.fromEntries(
			Object.entries(headers).flatMap(([name, value]) =>
				typeof value === 'string' && !CONNECTION.includes(name) ? [[name, value]] : [],
			),
		),
		...(data.length > 0 && { data }),
		responseType: 'arraybuffer',
		decompress: false,
		validateStatus: () => true,
		maxBodyLength: Infinity,
	});
}

/** Headers of the connection, not of the message. */
const CONNECTION = ['connection', 'host', 'content-length', 'transfer-encoding', 'keep-alive'];

function give(response: ServerResponse, { status, headers, data }: AxiosResponse<Buffer>): void {
	for (const [name, value] of Object.entries(headers))
		if (!CONNECTION.includes(name) && value !== undefined) response.setHeader(name, String(value));
	response.writeHead(status).end(data);
}
