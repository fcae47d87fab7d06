import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GatewayName } from '../../sandbox';
import { useServer } from '../support/server';
import { keepWaiting } from '../support/simulatedTime';

/** A request, when it arrived and when its answer was sent, as positions in the order of all events. */
export interface Arrival {
	readonly line: string;
	readonly headers: IncomingMessage['headers'];
	readonly bytes: Buffer;
	/** The body, if it is JSON. */
	readonly body: Readonly<Record<string, unknown>>;
	readonly began: number;
	/** Infinity until it is answered. */
	ended: number;
	readonly beganMs: number;
	endedMs: number;
}

/** The answer to a request; null gives none. */
export type Reply = { readonly status?: number; readonly json: unknown } | null;

export interface Watched {
	readonly url: string;
	readonly arrivals: Arrival[];
	reply: (arrival: Arrival) => Reply | Promise<Reply>;
}

export interface RawGateway {
	readonly url: string;
	take: (request: IncomingMessage, response: ServerResponse) => void;
}

/** A gateway that does with a request and its connection whatever a test wants. */
export function useRawGateway(): RawGateway {
	const server = useServer((request, response) => raw.take(request, response));
	const raw: RawGateway = {
		get url() {
			return server.url;
		},
		take: (_, response) => response.end(),
	};
	return raw;
}

/** A gateway that records what arrives when, and answers when a test wants. */
export function useWatchedGateway(): Watched {
	let clock = 0;
	const server = useRawGateway();
	const watched: Watched = {
		get url() {
			return server.url;
		},
		arrivals: [],
		reply: () => ({ json: {} }),
	};

	async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(Buffer.from(chunk));
		const bytes = Buffer.concat(chunks);
		const arrival: Arrival = {
			line: `${request.method} ${request.url}`,
			headers: request.headers,
			bytes,
			body: parsed(bytes),
			began: clock++,
			ended: Infinity,
			beganMs: performance.now(),
			endedMs: Infinity,
		};
		watched.arrivals.push(arrival);
		const reply = await keepWaiting(response, Promise.resolve(watched.reply(arrival)));
		if (reply === null) return await keepWaiting(response);
		arrival.ended = clock++;
		arrival.endedMs = performance.now();
		response
			.writeHead(reply.status ?? 200, { 'content-type': 'application/json' })
			.end(JSON.stringify(reply.json));
	}

	beforeEach(() => {
		watched.arrivals.length = 0;
		watched.reply = () => ({ json: {} });
		server.take = (request, response) => {
			// An incomplete request is not recorded.
			take(request, response).catch(() => response.destroy());
		};
	});
	return watched;
}

function parsed(bytes: Buffer): Readonly<Record<string, unknown>> {
	try {
		const value: unknown = JSON.parse(bytes.toString('utf8'));
		return typeof value === 'object' && value !== null ? { ...value } : {};
	} catch {
		return {};
	}
}

const SENT_AT = 1_790_000_000;

/** The answer to a successful send, in each gateway's own format. */
const SENT: Readonly<Record<GatewayName, (id: string, chat: string) => Reply>> = {
	waha: (id) => ({ status: 201, json: { id, timestamp: SENT_AT } }),
	warest: (id) => ({
		json: {
			status: true,
			code: 1000,
			message: 'Text message sent',
			results: [{ messageId: id, timestamp: SENT_AT }],
		},
	}),
	evolution: (id, chat) => ({
		status: 201,
		json: {
			key: { remoteJid: chat.replace('@c.us', '@s.whatsapp.net'), fromMe: true, id },
			status: 'PENDING',
			messageTimestamp: SENT_AT,
		},
	}),
};

/**
 * @param id as the gateway itself writes it
 * @param chat where it went, which some gateways return
 */
export const sentBy = (
	gateway: GatewayName,
	id = gateway === 'waha' ? 'true_491700000000@c.us_3EB0' : '3EB0',
	chat = '491700000000@c.us',
): Reply => SENT[gateway](id, chat);

/** The recipient of a send as the node writes it, whatever the gateway calls the field. */
export function recipientOf({ body }: Pick<Arrival, 'body'>): string {
	const to = String(body.chatId ?? body.to ?? body.number).replace('@s.whatsapp.net', '@c.us');
	return /^\d+$/.test(to) ? `${to}@c.us` : to;
}

/** The most requests that were in progress at the same time. */
export function mostAtOnce(arrivals: readonly Arrival[]): number {
	const counts = arrivals.map(
		({ began }) => arrivals.filter((other) => other.began <= began && other.ended > began).length,
	);
	return Math.max(0, ...counts);
}

/** Holds answers back until it is opened. */
export function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
	let open = (): void => undefined;
	const opened = new Promise<void>((resolve) => {
		open = resolve;
	});
	return { opened, open: () => open() };
}
