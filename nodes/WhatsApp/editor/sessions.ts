import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { ask } from './ask';
import { page, startOf, textOf } from './list';

/** Words for the states of a session. */
const STATES: Readonly<Record<string, string>> = {
	working: 'working',
	starting: 'starting',
	waitingForQr: 'waiting for QR code',
	waitingForPasskey: 'waiting for passkey',
	reconnecting: 'reconnecting',
	stopped: 'stopped',
	loggedOut: 'logged out',
	failed: 'failed',
};

/** The sessions of the gateway, with their state: "default (working)". */
export async function searchSessions(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const sessions = await ask(this, 'session', 'getMany', { limit: Infinity, options: {} });
	const items = sessions.map(({ session, status }) => {
		const name = textOf(session);
		return { name: `${name} (${STATES[textOf(status)] ?? textOf(status)})`, value: name };
	});
	return page(items, startOf(paginationToken), filter);
}
