import type { ServerResponse } from 'node:http';
import type { GatewayName } from '../../sandbox';

/**
 * What a client can know of its request afterwards: it was done, nothing was done and a retry is safe, the gateway
 * failed at it, or nothing at all.
 */
export type Meaning = 'done' | 'nothing' | 'failed' | 'open';

export interface Reply {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: Buffer;
}

/** The end of a request: the response to the client, and the gateway's reply if it was asked. */
interface End {
	readonly gateway: GatewayName;
	readonly response: ServerResponse;
	readonly reply: Reply | null;
}

export interface Fault {
	readonly means: Meaning;
	/** Whether the gateway receives and handles the request before the client gets any answer. */
	readonly forwards: boolean;
	/** False for a request that the client itself has to give up. */
	readonly ends: boolean;
	readonly end: (end: End) => void;
}

const fault = (means: Meaning, forwards: boolean, end: Fault['end']): Fault => ({
	means,
	forwards,
	ends: end !== silence,
	end,
});

const answer = (response: ServerResponse, { status, headers, body }: Reply): void => {
	response.writeHead(status, { ...headers, 'content-length': body.length, connection: 'close' });
	response.end(body);
};

const pass = ({ response, reply }: End): void => answer(response, asked(reply));

const silence = (): void => undefined;

/** The connection ends with a reset (RST). */
const reset = ({ response }: End): void => {
	response.socket?.resetAndDestroy();
};

/** The connection is closed normally (FIN), without an answer. */
const hangUp = ({ response }: End): void => {
	response.socket?.destroy();
};

/** Not even the status line arrives completely. */
const halfHead = ({ response: { socket } }: End): void => {
	socket?.end('HTTP/1.1 20', () => socket.destroy());
};

/** Status and headers arrive, but only half of the announced body. */
const halfBody = ({ response, reply }: End): void => {
	const { status, headers, body } = asked(reply);
	response.writeHead(status, { ...headers, 'content-length': body.length, connection: 'close' });
	response.write(body.subarray(0, body.length / 2), () => response.socket?.destroy());
};

function asked(reply: Reply | null): Reply {
	if (reply === null) throw new Error('this fault passes on what the gateway says');
	return reply;
}

/** An answer that does not come from the gateway, or does not need it. */
const saying =
	(
		status: number,
		contentType: string,
		body: string | ((gateway: GatewayName) => string),
		headers: () => Record<string, string> = () => ({}),
	): Fault['end'] =>
	({ gateway, response }) =>
		answer(response, {
			status,
			headers: { 'content-type': contentType, ...headers() },
			body: Buffer.from(typeof body === 'string' ? body : body(gateway)),
		});

const page = (title: string): string => `<html><head><title>${title}</title></head></html>`;
const badGateway = saying(502, 'text/html', page('502 Bad Gateway'));
const unavailable = saying(503, 'text/plain', '');
const gatewayTimeout = saying(504, 'text/html', page('504 Gateway Time-out'));

const TOO_MANY = page('429 Too Many Requests');
const retryAfter = (text: () => string): Fault['end'] =>
	saying(429, 'text/html', TOO_MANY, () => ({ 'retry-after': text() }));

/** Formats of WAHA 2024.10.8, WARest 0.3.44 and Evolution API 2.3.7. */
const SAID: Readonly<Record<'failing' | 'notReady', Record<GatewayName, object>>> = {
	failing: {
		waha: { statusCode: 500, exception: { message: 'no LID found', name: 'Error' } },
		warest: { status: false, code: 8000, message: 'Internal server error', results: null },
		evolution: { status: 500, error: 'Internal Server Error', response: { message: 'failed' } },
	},
	notReady: {
		waha: {
			error: 'Session status is not as expected. Try again later or restart the session',
			session: 'default',
			status: 'STARTING',
			expected: ['WORKING'],
		},
		warest: {
			status: false,
			code: 1106,
			message: 'Login required (scan QR or pairing)',
			results: [],
		},
		evolution: {
			status: 500,
			error: 'Internal Server Error',
			response: { message: "Cannot read properties of undefined (reading 'onWhatsApp')" },
		},
	},
};
const said =
	(what: keyof typeof SAID) =>
	(gateway: GatewayName): string =>
		JSON.stringify(SAID[what][gateway]);

/** The status with which each gateway reports it. */
const NOT_READY: Readonly<Record<GatewayName, number>> = { waha: 422, warest: 409, evolution: 500 };

const failing = saying(500, 'application/json', said('failing'));
const notReady: Fault['end'] = (end) =>
	saying(NOT_READY[end.gateway], 'application/json', said('notReady'))(end);

/** Everything that can happen to a request on its way. */
export const FAULTS = {
	none: fault('done', true, pass),
	halfBody: fault('done', true, halfBody),
	slowDown: fault(
		'nothing',
		false,
		retryAfter(() => '1'),
	),
	slowDownBriefly: fault(
		'nothing',
		false,
		retryAfter(() => '0'),
	),
	slowDownForLong: fault(
		'nothing',
		false,
		retryAfter(() => '200'),
	),
	slowDownUntil: fault(
		'nothing',
		false,
		retryAfter(() => new Date(Date.now() + 1000).toUTCString()),
	),
	notReady: fault('nothing', false, notReady),
	failing: fault('failed', false, failing),
	resetBefore: fault('open', false, reset),
	resetAfter: fault('open', true, reset),
	hangUpBefore: fault('open', false, hangUp),
	hangUpAfter: fault('open', true, hangUp),
	halfHead: fault('open', true, halfHead),
	badGatewayBefore: fault('open', false, badGateway),
	badGatewayAfter: fault('open', true, badGateway),
	unavailableBefore: fault('open', false, unavailable),
	unavailableAfter: fault('open', true, unavailable),
	gatewayTimeoutBefore: fault('open', false, gatewayTimeout),
	gatewayTimeoutAfter: fault('open', true, gatewayTimeout),
	silenceBefore: fault('open', false, silence),
	silenceAfter: fault('open', true, silence),
} satisfies Record<string, Fault>;

export type FaultName = keyof typeof FAULTS;
