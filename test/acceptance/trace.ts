import type { INodeParameters } from 'n8n-workflow';
import { handlerOf } from '../../nodes/WhatsApp/client/findOperation';
import { gateways } from '../../nodes/WhatsApp/gateways';
import type { FileFacts } from '../../nodes/WhatsApp/operations/field';
import type { AnyHandler } from '../../nodes/WhatsApp/client/perform';
import { Refusal } from '../../nodes/WhatsApp/portable/refusal';
import type { LoadFile } from '../../nodes/WhatsApp/transport/body';
import type { GatewayAnswer, GatewayRequest } from '../../nodes/WhatsApp/transport/request';
import type { GatewayName } from '../../sandbox';
import { play, reading, type Respond } from '../support/dryRun';
import { PIXEL, type Pair } from './world';

const FACTS: FileFacts = { fileName: 'picture.png', mimeType: 'image/png', sizeBytes: 68 };

/** The binary fields of the item in every trace. */
export const FILES = { data: FACTS, other: { ...FACTS, fileName: 'other.png' } };

/** Reads a binary field of that item. */
export const loading =
	(bytes?: Buffer): LoadFile =>
	async () =>
		await Promise.resolve(bytes ?? Buffer.from(PIXEL, 'base64'));

/** What an operation did: its requests, and its output or the message with which it was refused or failed. */
export interface Trace {
	readonly requests: readonly GatewayRequest[];
	readonly answers: readonly GatewayAnswer[];
	readonly outputs: string;
	/** The pauses that its requests ask for, and the pause after the previous item. */
	readonly pauses: string;
	readonly refused: string | null;
	readonly failed: string | null;
}

/** The gateway's handler for an operation; null if it has none. */
export function handlerFor(gateway: GatewayName, { resource, name }: Pair): AnyHandler | null {
	const handler = handlerOf(gateways[gateway], resource, name);
	return 'missing' in handler ? null : handler;
}

/** Runs an operation with parameters as n8n would pass them, with `respond` instead of the gateway. */
export async function trace(
	gateway: GatewayName,
	pair: Pair,
	parameters: INodeParameters,
	respond: Respond,
): Promise<Trace> {
	const requests: GatewayRequest[] = [];
	const answers: GatewayAnswer[] = [];
	const done = { requests, answers, outputs: '', pauses: '', refused: null, failed: null };
	const handler = handlerFor(gateway, pair);
	if (handler === null) return { ...done, refused: 'missing' };
	try {
		const { first, outputs } = await play(
			gateway,
			[pair.resource, pair.name],
			reading(parameters, FILES),
			{
				respond: async (request, index) => {
					requests.push(request);
					const answer = await respond(request, index);
					answers.push(answer);
					return answer;
				},
			},
		);
		const pauses = JSON.stringify([first?.apartMs, requests.map(({ pauseMs }) => pauseMs)]);
		return { ...done, outputs: JSON.stringify(outputs), pauses };
	} catch (error) {
		if (error instanceof Refusal) return { ...done, refused: error.message };
		return { ...done, failed: error instanceof Error ? error.message : String(error) };
	}
}

/** Gives the gateway's earlier answers, request by request. */
export const replaying =
	(answers: readonly GatewayAnswer[]): Respond =>
	async (_, index) => {
		const answer = answers[index] ?? answers.at(-1);
		if (answer === undefined) throw new Error('nothing to answer with');
		return await Promise.resolve(answer);
	};

/** The parts of the requests that a gateway receives. */
export const visible = (requests: readonly GatewayRequest[]): string =>
	JSON.stringify(
		requests.map(({ method, path, query, body, upload }) => ({
			method,
			path,
			query,
			body,
			upload,
		})),
	);
