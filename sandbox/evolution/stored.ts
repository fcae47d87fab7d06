import type { Message, Session } from '../world';
import type { EvolutionContext } from './context';

/** All messages in the server's database for an instance, newest first. Channel posts never reach it. */
export function storedMessages(session: Session, evolution: EvolutionContext): Message[] {
	const messages = session.chats.all().flatMap((chat) => chat.messages);
	const statuses = session.statuses.all().map(({ message }) => message);
	return [...messages, ...statuses]
		.filter((message) => evolution.isStored(message))
		.reverse()
		.sort((a, b) => b.timestamp - a.timestamp);
}

/** A stored message of any chat by its bare id. */
export function findStored(
	id: unknown,
	session: Session,
	evolution: EvolutionContext,
): Message | undefined {
	return storedMessages(session, evolution).find((message) => message.id === id);
}

/** The limits of a time filter, in seconds; null if either is missing, which counts as no filter. */
export function periodIn(value: unknown): { from: number; until: number } | null {
	if (typeof value !== 'object' || value === null) return null;
	const { gte, lte } = { gte: undefined, lte: undefined, ...value };
	if (typeof gte !== 'string' || typeof lte !== 'string' || gte === '' || lte === '') return null;
	return { from: Date.parse(gte) / 1000, until: Date.parse(lte) / 1000 };
}

/** A page, counted from 1. */
export function pageOf<Row>(rows: readonly Row[], page: unknown, size: number): Row[] {
	const number = typeof page === 'number' && page > 0 ? page : 1;
	return rows.slice((number - 1) * size, number * size);
}
