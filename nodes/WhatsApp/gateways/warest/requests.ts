import { formatChatId, type ChatId } from '../../portable/ids';
import { textAt, type Json, type JsonObject } from '../../portable/json';
import { GatewayProblem } from '../../portable/problem';
import type { GatewayAnswer, GatewayRequest, Plan } from '../../transport/request';
import { catalogue } from '../catalogue';
import { unknownSession as unknownSessionOf } from '../shared/problems';
import { isSessionNotFound, sessionItems, warestPayload } from './answers';
import type { MediaInput } from '../../portable/media';
import { bareMimeType } from '../../portable/mimeType';
import { Refusal } from '../../portable/refusal';
import { asImage } from '../shared/fileType';

/**
 * Largest file that fits into a JSON body other than that of a send: the body may have 2 MB (0.3.44, observed), and
 * base64 takes four bytes for three of the file.
 */
export const MAX_FILE_IN_JSON = 1_560_000;

/** Message, chat and tool routes use two units of the rate limit, all others one (0.3.44). */
const DOUBLE_COST = 2;

/**
 * A chat in WARest's form.
 * @throws Refusal for a hidden id, whose digits WARest would take for somebody else's phone number
 */
export function warestJid(chat: ChatId): string {
	switch (chat.kind) {
		case 'person':
			return `${chat.user}@s.whatsapp.net`;
		case 'group':
			return `${chat.user}@g.us`;
		case 'channel':
			return `${chat.user}@newsletter`;
		case 'broadcast':
			return `${chat.user}@broadcast`;
		case 'lid':
			throw new Refusal(
				'WARest cannot reach a chat by its hidden ID (@lid): the message would go to a wrong number',
				'Use the phone number of the person instead.',
			);
		case 'bot':
			throw new Refusal(
				'WARest cannot reach a bot by its ID (@bot): the message would go to a wrong number',
				'Use a phone number.',
			);
	}
}

/**
 * A message id in WARest's form.
 * @throws Refusal for an id of WAHA or Evolution API: WARest would report success without any effect
 */
export function warestMessageId(id: string): string {
	if (/^(true|false)_.+@/.test(id)) {
		throw new Refusal(
			'This message ID comes from another gateway and means nothing to WARest',
			'Message IDs belong to the gateway that gave them. Use one that came from this gateway.',
		);
	}
	return id;
}

/** WARest has GETs that change state, so each GET declares whether it only reads. */
export const read = (path: string, query: GatewayRequest['query'] = {}): GatewayRequest => ({
	method: 'GET',
	path,
	query,
	effect: 'read',
});

export const post = (path: string, body: JsonObject): GatewayRequest => ({
	method: 'POST',
	path,
	body,
});

export const repeatable = (request: GatewayRequest): GatewayRequest => ({
	...request,
	effect: 'repeatable',
});

interface ToChat {
	readonly session: string;
	readonly chatId: ChatId;
}

/** A request about one chat: in order within it, for two units of the rate limit. */
export const inChat = (to: ToChat, request: GatewayRequest): GatewayRequest => ({
	...request,
	lane: { session: to.session, chat: formatChatId(to.chatId) },
	cost: DOUBLE_COST,
});

/**
 * JSON sends and message actions share a pause per recipient, which WARest keeps by API key and the literal `to`.
 * Writing `to` the same way everywhere makes it predictable.
 */
export const toChat = (to: ToChat, path: string, body: JsonObject): GatewayRequest => {
	const jid = warestJid(to.chatId);
	return { ...inChat(to, post(path, { sessionId: to.session, to: jid, ...body })), cooldown: jid };
};

export const sessionList = read(catalogue.warest.testPath);

/**
 * A request on a message or chat route, which gives the same 404 for an unknown session and for one that is not open.
 * In that case the list of sessions is read once, and the error says which it is.
 */
export function* onSession(session: string, request: GatewayRequest): Plan<GatewayAnswer> {
	const answer = yield {
		...request,
		tolerate: (candidate) => isSessionNotFound(candidate) || request.tolerate?.(candidate) === true,
	};
	if (!isSessionNotFound(answer)) return answer;
	throw unusable(session, sessionItems(yield sessionList));
}

/** Like onSession, but returns the content of the answer. */
export function* payloadOnSession(session: string, request: GatewayRequest): Plan<Json> {
	return warestPayload(yield* onSession(session, request));
}

const LINK_OR_WAIT = 'Scan its QR code with Session > Get QR Code, or wait until it has connected.';

/** How to get a session working again, by its status (0.3.44). */
const ADVICE: Readonly<Record<string, string>> = {
	stopped: 'Start it with Session > Start.',
	replaced: 'Another program took its place. Start it again with Session > Restart.',
	logged_out: 'Its phone is no longer linked: scan its QR code with Session > Get QR Code.',
	reconnecting: 'Wait until it has connected.',
};

/** Why a session that WARest does not find cannot be used. */
export function unusable(session: string, items: readonly Json[]): GatewayProblem {
	const found = items.find((item) => textAt(item, 'id') === session);
	if (found === undefined) return noSuchSession(session, items);
	const status = textAt(found, 'status') ?? 'unknown';
	return new GatewayProblem(
		`The session "${session}" on WARest is not ready: its status is ${status}`,
		{ status: 404, hint: `It must be open. ${ADVICE[status] ?? LINK_OR_WAIT}` },
	);
}

export const noSuchSession = (session: string, items: readonly Json[]): GatewayProblem =>
	unknownSessionOf(
		'WARest',
		session,
		items.map((item) => textAt(item, 'id')),
	);

/**
 * Puts an image into the body. WARest reads any other text there as a path on its own disk, so only web addresses and
 * data URIs made here are passed.
 */
export function withPictureField(request: GatewayRequest, picture: MediaInput): GatewayRequest {
	const file = asImage(picture);
	if (file.kind === 'url') return { ...request, body: { ...request.body, picture: file.url } };
	const mimeType = bareMimeType(file.mimeType);
	if (!/^image\/[\w.+-]+$/.test(mimeType))
		throw new Refusal(
			'The type of the picture is not known',
			'Add the option MIME Type, for example with image/jpeg.',
		);
	return {
		...request,
		upload: {
			as: 'base64',
			file,
			into: ['picture'],
			prefix: `data:${mimeType};base64,`,
			maxBytes: MAX_FILE_IN_JSON,
		},
	};
}
