import { asString, firstString, type JsonObject, stringsOf } from '../http/json';
import {
	EVENT_RESPONSES,
	type Message,
	type PresenceState,
	type Session,
	type World,
} from '../world';
import {
	addressIn,
	BadInput,
	chatIn,
	contentIn,
	introduce,
	mediaIn,
	messageIn,
	oneOf,
	sessionIn,
	textIn,
	writerIn,
} from './input';

/** Something that a person does on the page; its result is returned as JSON. */
export type Act = (input: JsonObject, session: Session, world: World) => object;

const HOUR = 3_600;

/**
 * A message: `text`, `media`, `location`, `contact`, `poll` or `proto`; `quote` is the id of a quoted message,
 * `mentions` are addresses. `fromMe: true` is the account's owner using the phone, `old: true` a message that waited
 * for an hour. `name` introduces a stranger; for a `chatId` that ends in `@lid`, `phone` is the number behind it.
 */
const write: Act = (input, session) => {
	const chatId = chatIn(input);
	const text = asString(input.text) ?? '';
	const media = mediaIn(input.media, text);
	const content = contentIn(input);
	if (!text && !media && !content)
		throw new BadInput('text, media, location, contact, poll or proto is needed');
	const from = writerIn(input);
	introduce(from ?? chatId, input, session);
	const message = {
		chatId,
		text,
		quotedMessageId: asString(input.quote),
		mentions: stringsOf(input.mentions).map(addressIn),
		...(media ? { media } : {}),
		...(content ? { content } : {}),
	};
	if (input.fromMe === true) return idOf(session.send({ ...message, origin: 'app' }));
	const isOld = input.old === true;
	const waited = isOld ? { late: true, timestamp: session.clock.now() - HOUR } : {};
	return idOf(session.others.write({ ...message, ...waited, from }));
};

function idOf({ id }: Message): object {
	return { messageId: id };
}

/** `emoji`; an empty one removes the reaction. */
const react: Act = (input, session) =>
	idOf(session.others.react(messageIn(input, session), textIn(input, 'emoji'), writerIn(input)));

/** Replaces the message's text with `text`, as its sender. */
const edit: Act = (input, session) =>
	idOf(session.others.edit(messageIn(input, session), textIn(input, 'text')));

/** Revokes a message for everybody. */
const revoke: Act = (input, session) =>
	idOf(session.others.revoke(messageIn(input, session), writerIn(input)));

/** The other person opens the chat. */
const read: Act = (input, session) => {
	session.chats.readByOthers(chatIn(input), writerIn(input));
	return { read: true };
};

/** `options` is the voter's complete choice. */
const vote: Act = (input, session) => {
	const poll = messageIn(input, session);
	if (poll.content?.type !== 'poll') throw new BadInput('messageId must be that of a poll');
	const known = poll.content.poll.options;
	const options = stringsOf(input.options).filter((option) => known.includes(option));
	return idOf(session.others.vote(poll, options, writerIn(input)));
};

/** `response` is what the invited person says to a calendar event. */
const respond: Act = (input, session) => {
	const invitation = messageIn(input, session);
	const { content } = invitation;
	if (content?.type !== 'proto' || content.message.eventMessage === undefined)
		throw new BadInput('messageId must be that of an invitation');
	const response = oneOf(input.response, EVENT_RESPONSES, 'response');
	return idOf(session.others.respond(invitation, response, writerIn(input)));
};

const FORMS = ['template', 'buttons', 'interactive'] as const;

/** `button` is the text or the id of a button, or of a row of a list; `form` is how the phone answers. */
const press: Act = (input, session) => {
	const message = messageIn(input, session);
	const wanted = textIn(input, 'button');
	const { content } = message;
	const from = writerIn(input);
	if (content?.type === 'list') {
		const rows = content.sections.flatMap((section) => section.rows);
		const row = rows.find(({ id, title }) => id === wanted || title === wanted);
		if (row) return idOf(session.others.choose(message, row, from));
	}
	const buttons = content?.type === 'buttons' ? content.buttons : [];
	const button = buttons.find(({ text, value }) => text === wanted || value === wanted);
	if (!button) throw new BadInput(`the message has no button "${wanted}"`);
	const form = oneOf(input.form ?? 'template', FORMS, 'form');
	const pressed = { id: button.value ?? button.text, text: button.text };
	return idOf(session.others.press(message, pressed, { ...(from ? { from } : {}), form }));
};

const ENDS = ['accept', 'reject', 'terminate'] as const;

/** A call rings: in the chat of `from`, or in the group `chatId`; `video`. With `callId` and `end` it stops. */
const call: Act = (input, session) => {
	const known = session.calls.find(firstString(input.callId) ?? '');
	if (known) {
		session.calls.end(known, oneOf(input.end, ENDS, 'end'));
		return { callId: known.id };
	}
	const from = writerIn(input) ?? chatIn(input);
	const chatId = input.chatId === undefined ? from : chatIn(input);
	const { id } = session.others.call(from, { chatId, isVideo: input.video === true });
	return { callId: id };
};

const STATES: readonly PresenceState[] = ['online', 'offline', 'typing', 'recording', 'paused'];

/** `state` of the person writing in the chat. */
const presence: Act = (input, session) => {
	session.others.show(chatIn(input), oneOf(input.state, STATES, 'state'), writerIn(input));
	return { shown: true };
};

/** By name, as used after `/api/`. */
export const messageActs: Readonly<Record<string, Act>> = {
	write,
	react,
	edit,
	revoke,
	read,
	vote,
	respond,
	press,
	call,
	presence,
};

/** Runs the act with the session that its input names. */
export function perform(act: Act, input: JsonObject, world: World): object {
	return act(input, sessionIn(input, world), world);
}
