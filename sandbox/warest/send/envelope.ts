import { asString, type JsonObject } from '../../http/json';
import type { NewMessage, Session } from '../../world';
import { accountPhone, type WarestCall, type WarestContext } from '../context';
import { failure } from '../envelopes';
import { firstGiven, flag, parsedJson, textIn } from '../fields';
import { toJid } from '../ids';

/** The shortest times that a simulated presence adds per recipient (v0.3.44). */
const TYPING_MS = 1_700;
const RECORDING_MS = 2_700;
const RECORDING_STATES = ['recording', 'rec', 'audio', 'voice', 'mic', 'microphone', 'ptt'];

/** What every send except text reads: from which session, to whom, and how. */
export interface Envelope {
	session: Session;
	fields: JsonObject;
	recipients: string[];
	quotedMessageId: string | undefined;
	isForwarded: boolean;
}

/** The session is checked before the fields (v0.3.44, observed). */
export function readEnvelope(
	call: WarestCall,
	warest: WarestContext,
	quoteNames = ['replyMessageId'],
): Envelope {
	const fields = { ...call.query, ...call.body };
	const session = warest.openForMessages({ ...call, query: {}, body: fields });
	const recipients = recipientsIn(fields.to);
	if (recipients.length === 0) throw missing('to');
	return {
		session,
		fields,
		recipients,
		quotedMessageId: textIn(fields, quoteNames),
		isForwarded: flag(fields.isForwarded),
	};
}

export function missing(name: string): Error {
	return failure('messages', 400, 1100, `Parameter '${name}' is required`);
}

/** Sends give no reason for a failure (v0.3.44, observed). */
export function unexplained(): Error {
	return failure('messages', 500, 8000, 'Internal server error');
}

/** An array, also as JSON text, or a text with commas, semicolons or line breaks; without duplicates. */
function recipientsIn(to: unknown): string[] {
	const parsed = typeof to === 'string' && to.trim().startsWith('[') ? parsedJson(to) : to;
	const given: unknown[] = Array.isArray(parsed) ? parsed : [parsed];
	const texts = given
		.filter((one) => typeof one === 'string' || typeof one === 'number')
		.flatMap((one) => String(one).split(/[,;\n]/));
	return [...new Set(texts.map((one) => one.trim()).filter(Boolean))];
}

/** A state to show before sending: none, the fitting one, or a named one. */
export async function showPresence(value: unknown, warest: WarestContext): Promise<void> {
	if (!value || value === '0' || value === 'false') return;
	const isRecording = RECORDING_STATES.includes(asString(value) ?? '');
	await warest.waits.pause(isRecording ? RECORDING_MS : TYPING_MS);
}

/** One message of a send, without its recipient. */
export interface Outgoing {
	message: Omit<NewMessage, 'chatId'>;
	/** The answer's name for the kind: `image success`. */
	status: string;
	advancedInfo: object;
}

/**
 * Sends to one recipient after another. If one cannot be reached, all ends with a 500 that does not say who already has
 * the message (v0.3.44, observed).
 */
export async function sendToEach(
	envelope: Envelope,
	warest: WarestContext,
	compose: () => Outgoing,
): Promise<object[]> {
	const results: object[] = [];
	for (const recipient of envelope.recipients) {
		const chatId = toJid(recipient);
		await showPresence(envelope.fields.presence, warest);
		if (chatId.startsWith('@')) throw unexplained();
		const { message, status, advancedInfo } = compose();
		const { quotedMessageId, isForwarded, session } = envelope;
		const added = session.send({ ...message, chatId, quotedMessageId, forwarded: isForwarded });
		results.push(
			resultOf(envelope, recipient, {
				messageId: added.id,
				status: `${status} success`,
				timestamp: added.timestamp,
				advancedInfo,
			}),
		);
	}
	return results;
}

/** One recipient's entry in the answer. */
export function resultOf(
	{ session, quotedMessageId, isForwarded }: Envelope,
	recipient: string,
	what: { messageId: string | null; status: string; timestamp: number; advancedInfo: object },
): object {
	const { messageId, status, timestamp, advancedInfo } = what;
	return {
		phone: accountPhone(session),
		to: recipient,
		toJid: toJid(recipient),
		messageId,
		status,
		timestamp,
		advancedInfo: { isForwarded, quotedMessageId: quotedMessageId ?? null, ...advancedInfo },
	};
}

/** The text; null if it is empty or missing. */
export function textOrNull(fields: JsonObject, names: string[]): string | null {
	const value = firstGiven(fields, names);
	return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}
