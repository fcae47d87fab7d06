import type { Account, Session } from '../world';
import type { WahaContext } from './context';
import { unprocessable } from './errors';
import { sessionRouter, textIn } from './guard';
import { toChatId } from './ids';
import { pictureUrl, readFile } from './media';
import type { WahaRouter } from './router';

/** The account's own name, text and picture. */
export function profileRoutes(route: WahaRouter, waha: WahaContext): void {
	const guarded = sessionRouter(route, waha);
	const profile = '/api/:session/profile';
	guarded('GET', profile, (call, session) => ({
		id: toChatId(session.myId),
		name: accountOf(session).name,
		picture: pictureUrl(session.myId, session.name, call, waha),
	}));
	guarded('PUT', `${profile}/name`, (call, session) =>
		change(session, { name: textIn(call, 'name') }),
	);
	guarded('PUT', `${profile}/status`, (call, session) =>
		change(session, { about: textIn(call, 'status') }),
	);
	guarded('PUT', `${profile}/picture`, async (call, session) =>
		change(session, { picture: await readFile(call.body.file, 'image') }),
	);
	guarded('DELETE', `${profile}/picture`, (_call, session) => change(session, { picture: null }));
}

function accountOf({ account }: Session): Account {
	if (!account) throw unprocessable('No profile found');
	return account;
}

function change(session: Session, facts: Partial<Account>): object {
	Object.assign(accountOf(session), facts);
	return { success: true };
}
