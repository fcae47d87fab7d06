import { asObject, asString, isObject, stringsOf } from '../../http/json';
import { isGroupId, type Message, type NewMessage, type Session } from '../../world';
import type { EvolutionCall, EvolutionContext } from '../context';
import { addressOf } from '../numbers';
import { evolutionMessage } from '../shapes';
import { findStored } from '../stored';

/** What all sends have in common. */
export type Envelope = Pick<NewMessage, 'chatId' | 'id' | 'quotedMessageId' | 'mentions'>;

/**
 * Where a message goes, whom it quotes and mentions. Waits for the look-up, and for `delay` while the account types.
 * @throws the server's error for a number that is not on WhatsApp, or an instance that is not connected
 */
export async function envelope(
	call: EvolutionCall,
	session: Session,
	evolution: EvolutionContext,
): Promise<Envelope> {
	evolution.requireOpen(session);
	const { body } = call;
	const chatId = evolution.lookups.recipient(asString(body.number) ?? '', session);
	await evolution.overtaking.pass();
	if (typeof body.delay === 'number') await evolution.waits.pause(body.delay);
	return {
		chatId,
		// Silently ignored before 2.4 (2.3.7, observed).
		id: evolution.version.takesMessageId ? asString(body.messageId) : undefined,
		quotedMessageId: quotedId(body.quoted, session, evolution),
		mentions: mentionsOf(call, chatId, session),
	};
}

/**
 * A message that is not stored is not quoted, without an error, unless the request contains all of it (2.3.7,
 * observed).
 */
function quotedId(
	quoted: unknown,
	session: Session,
	evolution: EvolutionContext,
): string | undefined {
	const { key, message } = asObject(quoted);
	const id = asString(asObject(key).id);
	if (id === undefined) return undefined;
	return isObject(message) || findStored(id, session, evolution) ? id : undefined;
}

/** Only groups have mentions. */
function mentionsOf({ body }: EvolutionCall, chatId: string, session: Session): string[] {
	if (!isGroupId(chatId)) return [];
	if (body.mentionsEveryOne === true)
		return session.groups.find(chatId)?.participants.map(({ id }) => id) ?? [];
	return stringsOf(body.mentioned).map(addressOf);
}

/** Sends, and answers like the server; undefined for the empty answer that a mishap leaves. */
export function sendOut(
	session: Session,
	evolution: EvolutionContext,
	send: () => Message,
): object | undefined {
	const message = evolution.send(session, send);
	return message && evolutionMessage(message, session, evolution, 'PENDING');
}
