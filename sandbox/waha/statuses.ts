import { asString, stringsOf } from '../http/json';
import {
	type MediaKind,
	type NewMessage,
	PERSON_SUFFIX,
	type Session,
	STATUS_CHAT,
} from '../world';
import { sentAction, sentMessage } from './sent';
import type { WahaCall, WahaContext } from './context';
import { readingUndefined, unprocessable } from './errors';
import { type SessionHandler, sessionRouter, textIn } from './guard';
import { bareMessageId, fromChatId } from './ids';
import { readFile } from './media';
import { chosenId } from './sending';
import type { WahaRouter } from './router';

/** Statuses ("stories"), which only their sender can revoke. */
export function statusRoutes(route: WahaRouter, waha: WahaContext): void {
	const guarded = sessionRouter(route, waha);
	const status = '/api/:session/status';
	guarded('POST', `${status}/text`, (call, session) =>
		post(call, session, waha, { text: textIn(call, 'text') }),
	);
	const media: Array<[name: string, kind: MediaKind]> = [
		['image', 'image'],
		['voice', 'voice'],
		['video', 'video'],
	];
	for (const [name, kind] of media)
		guarded('POST', `${status}/${name}`, postFile(kind, waha), { media: true });
	guarded('POST', `${status}/delete`, remove(waha));
}

function post(
	call: WahaCall,
	session: Session,
	waha: WahaContext,
	input: Omit<NewMessage, 'chatId'>,
): object {
	refuseNobody(call, waha);
	const { backgroundColor, font } = call.body;
	const audience = stringsOf(call.body.contacts).map((id) => fromChatId(id, waha.version.is2024));
	// Without a list it goes to every contact with a phone number; it cannot go to nobody (server source).
	const reached = audience.length > 0 ? audience : contactsWithPhone(session);
	if (reached.length === 0) throw unprocessable('No participants to send status');
	const { message } = session.postStatus(
		{ ...input, id: chosenId(call, waha) },
		{
			backgroundColor: asString(backgroundColor) ?? null,
			font: typeof font === 'number' ? font : null,
			audience,
		},
	);
	return sentMessage(message);
}

/** Servers of 2024 read the list without checking that it exists (2024.10.8, observed). */
function refuseNobody({ body }: WahaCall, { version }: WahaContext): void {
	if (version.is2024 && body.contacts === undefined) throw readingUndefined('map');
}

function contactsWithPhone(session: Session): string[] {
	const people = session.contacts.all().map(({ id }) => id);
	return people.filter((id) => id.endsWith(PERSON_SUFFIX));
}

function postFile(kind: MediaKind, waha: WahaContext): SessionHandler {
	return async (call, session) => {
		const caption = kind === 'voice' ? undefined : asString(call.body.caption);
		const media = await readFile(call.body.file, kind, caption);
		return post(call, session, waha, { text: caption ?? '', media });
	};
}

/** By full or bare id; an unknown one is a success, too. */
function remove(waha: WahaContext): SessionHandler {
	const { clock } = waha.world;
	return (call, session) => {
		refuseNobody(call, waha);
		session.statuses.remove(bareMessageId(call.body.id, true));
		const content = { protocolMessage: { type: 'REVOKE' } };
		return sentAction(STATUS_CHAT, clock.messageId(), clock.now(), content);
	};
}
