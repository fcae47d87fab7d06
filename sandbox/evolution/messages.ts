import { asObject, asString, type JsonObject } from '../http/json';
import { type Message, type Session } from '../world';
import type { EvolutionCall, EvolutionContext } from './context';
import { badRequest } from './errors';
import type { EvolutionRouter } from './router';
import { contentOf, keyOf, storedMessage } from './shapes';
import { findStored, pageOf, periodIn, storedMessages } from './stored';

const PAGE_SIZE = 50;

/** Reading stored messages. */
export function messageRoutes(route: EvolutionRouter, evolution: EvolutionContext): void {
	route.instance('POST', '/chat/findMessages/{instance}', (call, session) =>
		findMessages(call, session, evolution),
	);
	route.instance('POST', '/chat/getBase64FromMediaMessage/{instance}', (call, session) =>
		fileOf(call, session, evolution),
	);
	route.instance('POST', '/chat/getPollVote/{instance}', (call, session) =>
		pollVotes(call, session, evolution),
	);
	route('GET', '/baileys/generateMessageID/{instance}', () => ({
		id: evolution.world.clock.messageId(),
	}));
}

/** `offset` is the size of a page. */
function findMessages(
	{ body }: EvolutionCall,
	session: Session,
	evolution: EvolutionContext,
): object {
	const size = typeof body.offset === 'number' && body.offset > 0 ? body.offset : PAGE_SIZE;
	const found = storedMessages(session, evolution).filter(
		matching(asObject(body.where), session, evolution),
	);
	const currentPage = typeof body.page === 'number' && body.page > 0 ? body.page : 1;
	return {
		messages: {
			total: found.length,
			pages: Math.ceil(found.length / size),
			currentPage,
			records: pageOf(found, currentPage, size).map((message) =>
				storedMessage(message, session, evolution),
			),
		},
	};
}

/**
 * A message must match in its stored form; `fromMe: false` is ignored (2.3.7, observed). With the chat's other address
 * alone the server found nothing, although there were messages.
 */
function matching(
	where: JsonObject,
	session: Session,
	evolution: EvolutionContext,
): (message: Message) => boolean {
	const wanted = asObject(where.key);
	const period = periodIn(where.messageTimestamp);
	const messageType = asString(where.messageType);
	const isAltAlone = Boolean(wanted.remoteJidAlt) && !wanted.remoteJid;
	return (message) => {
		const key = keyOf(message, session, evolution, 'stored');
		const fits = (name: string): boolean => !wanted[name] || wanted[name] === key[name];
		return (
			!isAltAlone &&
			['remoteJid', 'id', 'fromMe', 'remoteJidAlt'].every(fits) &&
			(!messageType || contentOf(message, evolution).messageType === messageType) &&
			(!period || (message.timestamp >= period.from && message.timestamp <= period.until))
		);
	};
}

/**
 * The file of a stored message, or of a whole message in the request: WhatsApp's servers still have that of any earlier
 * message, the sandbox those of its world.
 */
function fileOf({ body }: EvolutionCall, session: Session, evolution: EvolutionContext): object {
	const id = asString(asObject(asObject(body.message).key).id) ?? '';
	const message = findStored(id, session, evolution);
	if (!message) throw badRequest('Message not found');
	const { media } = message;
	if (!media || message.content) throw badRequest('The message is not of the media type');
	const { messageType } = contentOf(message, evolution);
	return {
		mediaType: messageType,
		fileName: media.fileName ?? `${id}.${media.mimeType.split(/[/;]/)[1] ?? 'bin'}`,
		caption: media.caption ?? undefined,
		size: { fileLength: { low: media.data.length, high: 0, unsigned: true } },
		mimetype: media.mimeType,
		base64: media.data.toString('base64'),
		buffer: null,
	};
}

/** The results of a stored poll (2.4, server source; the exact form is not known). */
function pollVotes({ body }: EvolutionCall, session: Session, evolution: EvolutionContext): object {
	const poll = findStored(asObject(asObject(body.message).key).id, session, evolution);
	if (poll?.content?.type !== 'poll') throw badRequest('Poll not found');
	const { options } = poll.content.poll;
	return {
		name: poll.content.poll.question,
		results: options.map((name) => {
			const voters = poll.votes
				.filter((vote) => vote.options.includes(name))
				.map(({ voterId }) => voterId);
			return { name, votes: voters.length, voters };
		}),
	};
}
