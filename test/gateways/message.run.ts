import type { FileFacts } from '../../nodes/WhatsApp/operations/field';
import type { Json } from '../../nodes/WhatsApp/portable/json';
import type { GatewayAnswer, GatewayRequest } from '../../nodes/WhatsApp/transport/request';
import type { GatewayName } from '../../sandbox';
import { check } from '../acceptance/contract';
import { answer, answering, play, reading, type Parameters, type Respond } from '../support/dryRun';

const file = (fileName: string, mimeType: string): FileFacts => ({
	fileName,
	mimeType,
	sizeBytes: 4,
});

/** The binary fields of the item. */
export const FILES = {
	data: file('a.png', 'image/png'),
	gif: file('a.gif', 'image/gif'),
	video: file('a.mp4', 'video/mp4'),
	voice: file('a.ogg', 'audio/ogg'),
	song: file('a.mp3', 'audio/mpeg'),
	pdf: file('a.pdf', 'application/pdf'),
	thing: file('a.qqq', 'application/octet-stream'),
};

export const CHAT = '491701234567@c.us';
export const JID = '491701234567@s.whatsapp.net';
export const FULL_ID = `false_${CHAT}_3EB0AAA`;
export const BARE_ID = '3EB0AAA';

export type { Parameters };

export interface Ran {
	readonly requests: readonly GatewayRequest[];
	readonly items: ReadonlyArray<Record<string, unknown>>;
	readonly hint: string | null;
}

/** The answers to a send. */
export const SENT = {
	waha: answer({ id: `true_${CHAT}_SENT`, timestamp: 1_700_000_000, _data: {} }, 201),
	warest: answer({
		status: true,
		code: 1000,
		message: 'sent',
		results: [{ toJid: JID, messageId: 'SENT', timestamp: 1_700_000_000, advancedInfo: {} }],
	}),
	evolution: answer(
		{
			key: { remoteJid: JID, fromMe: true, id: 'SENT' },
			status: 'PENDING',
			message: {},
			messageTimestamp: 1_700_000_000,
		},
		201,
	),
};

/**
 * Runs an operation on a message from its parameters to its items. Every request must be one that the gateway accepts.
 */
export async function run(
	name: GatewayName,
	operation: string,
	parameters: Parameters = {},
	answers: readonly GatewayAnswer[] = [SENT[name]],
): Promise<Ran> {
	const given: Parameters = {
		session: 'default',
		chatId: CHAT,
		messageId: name === 'warest' ? BARE_ID : FULL_ID,
		inputBinaryField: 'data',
		...parameters,
	};
	const respond: Respond = async (request, index) => {
		expect(check(name, request)?.problems ?? [`no route ${request.path}`]).toEqual([]);
		return await answering(answers)(request, index);
	};
	const { requests, outputs, hint } = await play(
		name,
		['message', operation],
		reading(given, FILES),
		{ respond },
	);
	return { requests, items: outputs.map(({ json }) => json), hint };
}

/** What a gateway would receive of a request, on two lines. */
export const seen = ({ method, path, body, query, upload }: GatewayRequest): object => ({
	line: `${method} ${path}`,
	...(body === undefined ? {} : { body }),
	...(query === undefined
		? {}
		: {
				query: Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)),
			}),
	...(upload === undefined
		? {}
		: {
				file:
					upload.as === 'multipart'
						? upload.field
						: `${upload.into.join('.')}=${upload.prefix ?? ''}`,
			}),
});

/** The only request that an operation sends. */
export async function only(
	name: GatewayName,
	operation: string,
	parameters: Parameters = {},
): Promise<object> {
	const { requests } = await run(name, operation, parameters);
	expect(requests).toHaveLength(1);
	return requests.map(seen)[0] ?? {};
}

export type Body = { readonly [name: string]: Json };
