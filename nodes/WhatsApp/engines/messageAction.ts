import { isRevocation, readContent } from './content';
import { textAt, type Json, type JsonObject } from '../portable/json';
import { fieldAt, partAt, paramsOf } from './message/fields';
import { openMessage } from './message/open';
import type { Visibility } from './messageType';
import { timeAt } from '../portable/time';

/**
 * What a message does if it is not a message to read. `target` is the key of the message that it changes, as the
 * library writes it.
 */
export type MessageAction =
	| {
			readonly does: 'edit' | 'revoke' | 'vote' | 'respond';
			readonly target: JsonObject;
			/** Null if only the message around it has the time. */
			readonly timestamp: string | null;
	  }
	/**
	 * `wait` announces a message whose content is still to come, or stays on the phone; `notify` is a line that WhatsApp
	 * writes by itself, such as a missed call; `nothing` is for WhatsApp's apps only.
	 */
	| { readonly does: 'wait' | 'notify' | 'nothing' };

/** What a message of each standing does; content is to be read. */
const BY_STANDING = {
	content: null,
	waiting: { does: 'wait' },
	notice: { does: 'notify' },
	hidden: { does: 'nothing' },
} as const satisfies Record<Visibility, MessageAction | null>;

export const actionOfStanding = (standing: Visibility): MessageAction | null =>
	BY_STANDING[standing];

/** Votes and responses name the original message under these keys; both come encrypted. */
const ANSWERS: Readonly<Record<string, { does: 'vote' | 'respond'; key: string }>> = {
	pollUpdateMessage: { does: 'vote', key: 'pollCreationMessageKey' },
	encEventResponseMessage: { does: 'respond', key: 'eventCreationMessageKey' },
};

/** The kind of an encrypted edit, as a number or as its name; events and polls have other kinds. */
const isEdit = (type: Json | undefined): boolean => type === 2 || type === 'MESSAGE_EDIT';

/**
 * What a message in WhatsApp's own form does (Baileys: WAHA's NOWEB, WARest; whatsmeow: GOWS); null for a message to
 * read. If there is no message at all, it is still to come.
 */
export function actionIn(message: Json | undefined): MessageAction | null {
	const { name, body, standing, edit } = openMessage(message);
	if (edit !== null) return { does: 'edit', target: partAt(edit, 'key'), timestamp: timeOf(edit) };
	if (name === null) return actionOfStanding(standing);
	if (name === 'protocolMessage' && isRevocation(fieldAt(body, 'type')))
		return { does: 'revoke', target: partAt(body, 'key'), timestamp: null };
	if (name === 'secretEncryptedMessage' && isEdit(fieldAt(body, 'secretEncType')))
		return { does: 'edit', target: partAt(body, 'targetMessageKey'), timestamp: null };
	const answer = Object.hasOwn(ANSWERS, name) ? ANSWERS[name] : undefined;
	if (answer !== undefined)
		return { does: answer.does, target: partAt(body, answer.key), timestamp: null };
	return isHollow(message, name) ? { does: 'wait' } : actionOfStanding(standing);
}

const timeOf = (protocol: JsonObject): string | null => timeAt(fieldAt(protocol, 'timestampMs'));

/** An empty text is a message that has not arrived yet, because nobody can send one. */
const isHollow = (message: Json | undefined, name: string): boolean =>
	['conversation', 'extendedTextMessage'].includes(name) && readContent(message).text === null;

/**
 * What a stub that WhatsApp left in place of a message does (Baileys' messageStubType, a number or its name). The
 * message is still to come if there is no stub, or if it could not be decrypted, understood or received whole.
 */
export function actionOfStub(type: Json | undefined): MessageAction {
	const stub = textAt(type) ?? '0';
	if (REVOKED.includes(stub)) return { does: 'revoke', target: {}, timestamp: null };
	return NOT_YET.includes(stub) ? { does: 'wait' } : { does: 'notify' };
}

const REVOKED = ['1', 'REVOKE', '132', 'ADMIN_REVOKE'];

const NOT_YET = [
	...['0', 'UNKNOWN', '2', 'CIPHERTEXT', '3', 'FUTUREPROOF', '68', 'OVERSIZED'],
	...['47', 'PAYMENT_CIPHERTEXT', '48', 'PAYMENT_FUTUREPROOF'],
];

/** The bare id in a key of Baileys or whatsmeow. */
export const idInKey = (key: Json | undefined): string | null =>
	textAt(key, 'id') ?? textAt(key, 'ID');

/** Where each kind of answer has the id of the button or row. */
const CHOICES: Readonly<Record<string, readonly string[]>> = {
	buttonsResponseMessage: ['selectedButtonId'],
	templateButtonReplyMessage: ['selectedId'],
	listResponseMessage: ['singleSelectReply', 'selectedRowId'],
	interactiveResponseMessage: [],
};

/** The button or row that was chosen; null for any other message. */
export function callbackIn(
	message: Json | undefined,
): { id: string | null; text: string | null } | null {
	const { name, body } = openMessage(message);
	const path = name !== null && Object.hasOwn(CHOICES, name) ? CHOICES[name] : undefined;
	if (path === undefined) return null;
	const chosen = path.length === 0 ? null : textAt(fieldAt(body, ...path));
	return { id: chosen ?? flowId(body), text: readContent(message).text };
}

/** Newer buttons answer with a JSON string. */
const flowId = (body: JsonObject): string | null =>
	textAt(paramsOf(partAt(body, 'nativeFlowResponseMessage')), 'id');
