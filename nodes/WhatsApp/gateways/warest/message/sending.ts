import type { PresenceBefore } from '../../../operations/fields';
import type { ChatId } from '../../../portable/ids';
import { defined, type Json, type JsonObject } from '../../../portable/json';
import type { MediaInput } from '../../../portable/media';
import { Refusal } from '../../../portable/refusal';
import type { GatewayRequest, Plan } from '../../../transport/request';
import { inChat, payloadOnSession, post, toChat, warestJid, warestMessageId } from '../requests';

/** Largest image, video or audio that the send routes accept (0.3.44). */
const MAX_MEDIA_BYTES = 1024 * 1024 * 1024;

export interface ToChat {
	readonly session: string;
	readonly chatId: ChatId;
}

export interface SendOptions {
	readonly forwarded?: boolean;
	readonly presence?: PresenceBefore;
	readonly quotedMessageId?: string;
}

/** Options that all sends but that of a text have in common. */
export const optionsOf = ({ forwarded, presence, quotedMessageId }: SendOptions): JsonObject => ({
	// True chooses what fits the message.
	presence: presence === 'auto' ? true : presence,
	replyMessageId: quotedMessageId === undefined ? undefined : warestMessageId(quotedMessageId),
	isForwarded: forwarded,
});

/** A send whose body is JSON: these share a pause per recipient. */
export const sending = (m: ToChat, kind: string, body: JsonObject): GatewayRequest =>
	toChat(m, `/api/v1/messages/send/${kind}`, defined(body));

export const sent = (m: ToChat, request: GatewayRequest): Plan<Json> =>
	payloadOnSession(m.session, request);

/**
 * A send with a file: a multipart form with its bytes, or JSON with an address that WARest downloads. These routes have
 * no pause per recipient, because they read the body too late for it (0.3.44, observed).
 * @param kind the route, and the name of the form field for the file
 */
export function sendingFile(
	m: ToChat,
	kind: string,
	field: string,
	file: MediaInput,
	body: JsonObject,
): GatewayRequest {
	const to = { sessionId: m.session, to: warestJid(m.chatId) };
	const request = inChat(m, post(`/api/v1/messages/send/${kind}`, { ...to, ...defined(body) }));
	if (file.kind === 'url') return { ...request, body: { ...request.body, [field]: file.url } };
	return { ...request, upload: { as: 'multipart', file, field, maxBytes: MAX_MEDIA_BYTES } };
}

/** Whether the user gave another type than the address implies. */
export const hasOwnType = (file: MediaInput): boolean => file.kind === 'url' && file.given.type;

/**
 * For a file behind an address, most routes read neither name nor type: WARest uses what the server there says.
 * @throws Refusal when the user gave another one
 */
export function refuseOwnType(file: MediaInput): void {
	if (!hasOwnType(file)) return;
	throw new Refusal(
		'WARest takes the type of a file behind a URL from the server that has it',
		'Leave MIME Type out, or fetch the file first and choose Binary Field as Source.',
	);
}
export function refuseOwnName(file: MediaInput): void {
	if (file.kind !== 'url' || !file.given.name) return;
	throw new Refusal(
		'WARest gives no name to a file behind a URL here',
		'Leave File Name out, or fetch the file first and choose Binary Field as Source.',
	);
}

/** Options of a send that WARest lacks. */
export const LACKS_OF_SENDS = {
	verifyAfterTimeout:
		'WARest gives no ID to a message before it is sent. After a lost answer look with Message > Get Many.',
};
export const NO_MENTIONS = 'WARest mentions people in texts only.';

/**
 * WARest 0.3.44 rewrites the text it sends: text between < and > is deleted or becomes formatting, :name: becomes "??",
 * and [https://…] loses its brackets. This writes the same text in a form that WARest leaves unchanged: an invisible
 * joiner after a colon or bracket, and angle quotes for a pair of angle brackets.
 */
const JOINER = '\u2060';

export const protectText = (text: string): string =>
	text
		.replace(/<([^<>]*)>/gs, '\u2039$1\u203a')
		.replace(/:(?=[A-Za-z0-9_+-]+:)/g, `:${JOINER}`)
		.replace(/\[(?=https?:)/gi, `[${JOINER}`);

export const protectedTextHint = (text: string): string | null =>
	/<[^<>]*>/s.test(text)
		? 'WARest deletes what stands between < and >, so these were sent as \u2039 and \u203a.'
		: null;
