import type { IncomingMessage, ServerResponse } from 'node:http';
import { asObject, type JsonObject } from '../../sandbox/http/json';

/** One request with its answer. */
export interface Call {
	readonly request: IncomingMessage;
	readonly response: ServerResponse;
}

/** @throws SyntaxError if the body is not JSON */
export async function readJson(request: IncomingMessage): Promise<JsonObject> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	const parsed: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
	return asObject(parsed);
}

export function sendJson(response: ServerResponse, body: object, status = 200): void {
	const text = JSON.stringify(body);
	response.writeHead(status, {
		'Content-Type': 'application/json; charset=utf-8',
		'Content-Length': Buffer.byteLength(text),
	});
	response.end(text);
}
