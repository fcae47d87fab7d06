import { asString } from '../http/json';
import type { Account, Media, Session } from '../world';
import type { EvolutionContext } from './context';
import { internal } from './errors';
import type { EvolutionRouter } from './router';
import { isAddress, isBase64 } from './send/files';

/** The account's own name, text and picture. A new picture makes the phone reconnect. */
export function profileRoutes(route: EvolutionRouter, evolution: EvolutionContext): void {
	const change = (session: Session, facts: Partial<Account>): object => {
		evolution.requireOpen(session);
		if (session.account) Object.assign(session.account, facts);
		return { update: 'success' };
	};
	route.instance('POST', '/chat/updateProfileName/{instance}', ({ body }, session) =>
		change(session, { name: asString(body.name) ?? '' }),
	);
	route.instance('POST', '/chat/updateProfileStatus/{instance}', ({ body }, session) =>
		change(session, { about: asString(body.status) ?? '' }),
	);
	route.instance('POST', '/chat/updateProfilePicture/{instance}', ({ body }, session) => {
		const changed = change(session, { picture: pictureIn(body.picture) });
		session.dropConnection();
		return changed;
	});
	route.instance('DELETE', '/chat/removeProfilePicture/{instance}', (_call, session) => {
		const changed = change(session, { picture: null });
		session.dropConnection();
		return changed;
	});
	route.instance('GET', '/chat/fetchPrivacySettings/{instance}', (_call, session) => {
		evolution.requireOpen(session);
		return {
			readreceipts: 'all',
			profile: 'all',
			status: 'all',
			online: 'all',
			last: 'all',
			groupadd: 'all',
		};
	});
}

/** A picture as an address or bare base64. The sandbox downloads none, but keeps the address. */
export function pictureIn(value: unknown): Media {
	const text = asString(value) ?? '';
	const picture = { mimeType: 'image/jpeg', fileName: null, caption: null, kind: 'image' } as const;
	if (isAddress(text)) return { ...picture, data: Buffer.alloc(0), url: text };
	// A data URI is neither (2.3.7, observed: 500).
	if (!isBase64(text)) throw internal('Error updating profile picture');
	return { ...picture, data: Buffer.from(text, 'base64') };
}
