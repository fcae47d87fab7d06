import { COMPANIONS, isRevocation, MAX_WRAPPERS, readContent, wrapperIn } from './content';
import { at, isObject, objectAt, parseJson, textAt, type Json, type JsonObject } from './json';
import { timeAt } from './time';

/**
 * What a message does that is no message to read: it changes another one, or only WhatsApp's apps need it.
 * `target` is the key of the other message as its library writes it.
 */
export type MessageAction =
	| {
			readonly does: 'edit' | 'revoke' | 'vote' | 'respond';
			readonly target: JsonObject;
			/** Null where only the message around it tells the time. */
			readonly timestamp: string | null;
	  }
	| { readonly does: 'nothing' };

/** Keys of votes and answers are the creator's message; both come encrypted. */
const ANSWERS = {
	vote: ['pollUpdateMessage', 'pollCreationMessageKey'],
	respond: ['encEventResponseMessage', 'eventCreationMessageKey'],
} as const;

/** The kind of an encrypted edit, as a number or as its name; events have others. */
const isEdit = (type: Json | undefined): boolean => type === 2 || type === 'MESSAGE_EDIT';

/**
 * What a message in WhatsApp's own form does (Baileys: WAHA's NOWEB, WARest; whatsmeow: GOWS, which writes `ID` for
 * `id`); null for a message to read, and for none.
 */
export function actionIn(message: Json | undefined): MessageAction | null {
	const inner = bare(message);
	const protocol = at(inner, 'protocolMessage');
	if (isObject(protocol)) return protocolAction(protocol);
	const encrypted = at(inner, 'secretEncryptedMessage');
	if (isEdit(at(encrypted, 'secretEncType')))
		return { does: 'edit', target: objectAt(encrypted, 'targetMessageKey'), timestamp: null };
	for (const does of ['vote', 'respond'] as const) {
		const [name, key] = ANSWERS[does];
		const answer = at(inner, name);
		if (isObject(answer)) return { does, target: objectAt(answer, key), timestamp: null };
	}
	const names = Object.keys(inner).filter((name) => inner[name] !== null);
	const isOnlyCompany = names.length > 0 && names.every((name) => COMPANIONS.includes(name));
	return isOnlyCompany ? { does: 'nothing' } : null;
}

function bare(message: Json | undefined): JsonObject {
	let inner = objectAt(message);
	for (let depth = 0; depth < MAX_WRAPPERS; depth++) {
		const wrapper = wrapperIn(inner);
		if (wrapper === undefined) break;
		inner = objectAt(inner, wrapper, 'message');
	}
	return inner;
}

function protocolAction(protocol: JsonObject): MessageAction {
	const target = objectAt(protocol, 'key');
	const timestamp = timeAt(protocol, 'timestampMs') ?? timeAt(protocol, 'timestampMS');
	if (isObject(protocol.editedMessage)) return { does: 'edit', target, timestamp };
	return isRevocation(protocol.type)
		? { does: 'revoke', target, timestamp: null }
		: { does: 'nothing' };
}

/** The bare id in a key of Baileys or whatsmeow. */
export const idInKey = (key: Json | undefined): string | null =>
	textAt(key, 'id') ?? textAt(key, 'ID');

/** Where each kind of answer has the id that stands behind a button or a row. */
const CHOICES: Readonly<Record<string, ReadonlyArray<readonly string[]>>> = {
	buttonsResponseMessage: [['selectedButtonId'], ['selectedButtonID']],
	templateButtonReplyMessage: [['selectedId'], ['selectedID']],
	listResponseMessage: [
		['singleSelectReply', 'selectedRowId'],
		['singleSelectReply', 'selectedRowID'],
	],
	interactiveResponseMessage: [],
};

/** What was chosen of buttons or of a list; null for any other message. */
export function callbackIn(
	message: Json | undefined,
): { id: string | null; text: string | null } | null {
	const inner = bare(message);
	const name = Object.keys(CHOICES).find((known) => isObject(at(inner, known)));
	if (name === undefined) return null;
	const body = at(inner, name);
	const id = CHOICES[name]?.map((path) => textAt(body, ...path)).find((found) => found !== null);
	return {
		id: id ?? flowId(body),
		text: readContent(message).text ?? textAt(body, 'Response', 'SelectedDisplayText'),
	};
}

/** Newer buttons answer with JSON inside the JSON; whatsmeow writes its two levels with names of its own. */
function flowId(body: Json | undefined): string | null {
	const flow =
		at(body, 'nativeFlowResponseMessage') ??
		at(body, 'InteractiveResponseMessage', 'NativeFlowResponseMessage');
	const written = textAt(flow, 'paramsJson') ?? textAt(flow, 'paramsJSON');
	if (written === null) return null;
	try {
		return textAt(parseJson(written), 'id');
	} catch {
		// It is text that somebody's app wrote.
		return null;
	}
}
