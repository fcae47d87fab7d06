import { badRequest } from './errors';

/**
 * What can go wrong with a send on this gateway, each with a 400 or an empty 201: the connection breaks before or after
 * the message leaves, WhatsApp refuses too many messages, the database fails after the message left (2.3.7, observed),
 * or a stored file without content spoils the answer after the message left (server source).
 */
export type Mishap = 'closedBefore' | 'closedAfter' | 'overLimit' | 'databaseFails' | 'emptyAnswer';

const DATABASE_FAILED =
	"PrismaClientKnownRequestError: \nInvalid `prisma.message.create()` invocation:\n\nCan't reach database server";

/** The mishaps of the next sends. */
export class Mishaps {
	/** One for each coming send, in order; null lets it succeed. */
	readonly next: Array<Mishap | null> = [];

	/** Runs `send`, or not, and fails as the mishap does; `lose` gets what the database never got. */
	meet<T>(send: () => T, lose: (sent: T) => void): T | undefined {
		const mishap = this.next.shift() ?? null;
		if (mishap === 'closedBefore') throw badRequest('Error: Connection Closed');
		if (mishap === 'overLimit') throw badRequest('Error: rate-overlimit');
		const sent = send();
		if (mishap === 'closedAfter') throw badRequest('Error: Connection Closed');
		if (mishap === 'databaseFails') {
			lose(sent);
			throw badRequest(DATABASE_FAILED);
		}
		return mishap === 'emptyAnswer' ? undefined : sent;
	}
}
