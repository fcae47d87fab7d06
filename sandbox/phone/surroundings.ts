import { asString, type JsonObject } from '../http/json';
import type { Group, GroupSettings, Session } from '../world';
import type { Act } from './acts';
import {
	addressesIn,
	BadInput,
	chatIn,
	introduce,
	mediaIn,
	oneOf,
	textIn,
	writerIn,
} from './input';

/**
 * Somebody changes the group `chatId`: `subject`, `description`, `adminsWrite`; people to `add`, `remove`, `promote`
 * and `demote`. Without `chatId`, `from` creates a group of `members` and adds the account to it.
 */
const group: Act = (input, session) => {
	if (input.chatId === undefined) return found(input, session);
	const target = session.groups.find(chatIn(input));
	if (!target) throw new BadInput('chatId must be that of a group of the account');
	const settings = settingsIn(input);
	if (Object.keys(settings).length > 0) session.groups.change(target, settings);
	for (const id of addressesIn(input.add)) session.groups.add(target, id);
	for (const id of addressesIn(input.promote)) session.groups.setRole(target, id, 'admin');
	for (const id of addressesIn(input.demote)) session.groups.setRole(target, id, 'member');
	for (const id of addressesIn(input.remove)) remove(target, id, session);
	return { chatId: target.id };
};

function found(input: JsonObject, session: Session): object {
	const owner = writerIn(input);
	if (owner === undefined) throw new BadInput('chatId or from is needed');
	const members = [session.myId, ...addressesIn(input.members)];
	const made = session.groups.create(owner, textIn(input, 'subject'), members);
	session.chats.open(made.id, made.subject);
	return { chatId: made.id };
}

function settingsIn({ subject, description, adminsWrite }: JsonObject): GroupSettings {
	return {
		...(typeof subject === 'string' ? { subject } : {}),
		...(typeof description === 'string' ? { description } : {}),
		...(typeof adminsWrite === 'boolean' ? { messagesAdminOnly: adminsWrite } : {}),
	};
}

/** Removing the account itself takes it out of the group altogether. */
function remove(target: Group, id: string, session: Session): void {
	if (id === session.myId) session.groups.leave(target, id);
	else session.groups.remove(target, id);
}

/** `from` posts a status: `text` or `media`. */
const status: Act = (input, session) => {
	const from = writerIn(input);
	if (from === undefined) throw new BadInput('from is needed');
	const text = asString(input.text) ?? '';
	const media = mediaIn(input.media, text);
	if (!text && !media) throw new BadInput('text or media is needed');
	introduce(from, input, session);
	const { id } = session.others.postStatus(from, { text, ...(media ? { media } : {}) });
	return { messageId: id };
};

/** Publishes in the channel `chatId`: `text`, optionally with `media`. */
const channel: Act = (input, session) => {
	const target = session.channels.find(chatIn(input));
	if (!target) throw new BadInput('chatId must be that of a channel');
	const text = asString(input.text) ?? '';
	const media = mediaIn(input.media, text);
	const { id } = session.channels.post(target, text, media ? { media } : {});
	return { messageId: id };
};

const SESSION_ACTS = ['scan', 'renewQr', 'drop', 'unlink', 'replace', 'start', 'stop'] as const;

/**
 * What happens to the link itself, by `do`: its QR code is scanned by `phone` (with a `name`) or renewed, the
 * connection drops, the device is removed on the phone, another client takes over.
 */
const session: Act = (input, one) => {
	switch (oneOf(input.do, SESSION_ACTS, 'do')) {
		case 'scan':
			scan(input, one);
			break;
		case 'renewQr':
			one.renewQr();
			break;
		case 'drop':
			one.dropConnection();
			break;
		case 'unlink':
			one.unlink();
			break;
		case 'replace':
			one.become('replaced');
			break;
		case 'start':
			one.start();
			break;
		case 'stop':
			one.stop();
	}
	return { status: one.status };
};

function scan(input: JsonObject, one: Session): void {
	const phone = (asString(input.phone) ?? '491700000009').replace(/\D/g, '');
	one.scanQr({ phone, lid: `${phone}0`, name: asString(input.name) ?? 'Sandbox phone' });
}

/** By name, as used after `/api/`. */
export const surroundingActs: Readonly<Record<string, Act>> = { group, status, channel, session };
