import { personIds } from '../../engines/groups';
import { formatChatId, lidOf, phoneOf, portableId, type ChatId } from '../../portable/ids';
import { at, listAt, textAt, type Json } from '../../portable/json';
import type { GatewayRequest, Plan } from '../../transport/request';
import { found, lookUp } from '../shared/lookUp';
import type { Identity } from '../webhooks';
import { get } from './requests';
import { messagesWhere, recordsIn } from './stored';

/*
 * The server has no route from hidden ids to phone numbers. But group members come with both, and so does the key of a
 * message from a hidden person (2.3.7, observed).
 */

/** All groups. The server asks WhatsApp for each group's picture, one after another. */
export const allGroups = (session: string, withParticipants: boolean): GatewayRequest =>
	get('group/fetchAllGroups', session, { getParticipants: String(withParticipants) });

/** Every group member with both ids known, without repetitions. */
export function* hiddenIds(session: string): Plan<Array<{ phone: string; lid: string }>> {
	const groups = listAt((yield { ...allGroups(session, true), shared: true }).body);
	const known = new Map<string, string>();
	for (const group of groups)
		for (const member of listAt(group, 'participants')) {
			const { phone, lid } = personIds(member);
			if (phone !== null && lid !== null) known.set(lid, phone);
		}
	return [...known].map(([lid, phone]) => ({ phone, lid }));
}

/** The phone number in the key of a message from a hidden id; null if the key has none. */
const phoneIn = (record: Json | undefined): string | null =>
	['remoteJidAlt', 'senderPn']
		.map((name) => phoneOf(portableId(textAt(at(record, 'key'), name))))
		.find((phone) => phone !== null) ?? null;

function* phoneBehind(session: string, lid: string): Plan<string | null> {
	const answer = yield lookUp(messagesWhere(session, { key: { remoteJid: lid } }, 1, 1));
	const phone = found(answer) ? phoneIn(recordsIn(answer)[0]) : null;
	return `${phone}@lid` === lid ? null : phone;
}

/** Completes a person's ids from an event, as far as one stored message has them. Never makes up a number. */
export function* evolutionIdentify(session: string, known: Identity): Plan<Identity> {
	const lid = lidOf(portableId(known.lid));
	if (lid === null || known.phone !== null) return known;
	return { ...known, phone: yield* phoneBehind(session, lid) };
}

/** Both ids of a person, from messages and groups. */
export function* identityOf(session: string, person: ChatId): Plan<Identity> {
	const id = formatChatId(person);
	if (person.kind !== 'lid') {
		const pair = (yield* hiddenIds(session)).find(({ phone }) => phone === phoneOf(id));
		return { phone: phoneOf(id), lid: pair?.lid ?? null };
	}
	const phone = yield* phoneBehind(session, id);
	if (phone !== null) return { phone, lid: id };
	const pair = (yield* hiddenIds(session)).find(({ lid }) => lid === id);
	return { phone: pair?.phone ?? null, lid: id };
}
