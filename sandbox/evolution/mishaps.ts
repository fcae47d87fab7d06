import { badRequest } from './errors';

/**
 * What a send can meet on this gateway, all of it with a 400 or an empty 201: the connection breaks before the message
 * leaves or after it, WhatsApp finds that there are too many, the message left and the database failed (2.3.7,
 * observed), the message left and a stored file without content spoils the answer (server source).
 */
export type Mishap = 'closedBefore' | 'closedAfter' | 'overLimit' | 'databaseFails' | 'emptyAnswer';

const DATABASE_FAILED =
	"PrismaClientKnownRequestError: \nInvalid `prisma.message.create()` invocation:\n\nCan't reach database server";

/** What the next sends will meet. */
export class Mishaps {
	/** One for each send to come, in their order; null lets one through. */
	readonly next: Array<Mishap | null> = [];

	/** Lets `send` happen, or not, and fails as the mishap does; `lose` takes what the database never got. */
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
