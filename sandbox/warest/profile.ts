import type { Media } from '../world';
import { accountPhone, type WarestCall, type WarestContext } from './context';
import { businessOf } from './contacts';
import { success, type WarestAnswer } from './envelopes';
import { pictureIn, pictureUrl } from './pictures';
import type { WarestRouter } from './router';

/** The own profile; only for owned and open sessions. */
export function profileRoutes(route: WarestRouter, warest: WarestContext): void {
	route('GET', '/profile/info', (call) => info(call, warest));
	route('GET', '/profile/picture', (call) => getPicture(call, warest));
	route('POST', '/profile/picture', async (call) => await setPicture(call, warest));
	route('DELETE', '/profile/picture', (call) => deletePicture(call, warest));
	route('GET', '/profile/privacy', (call) => privacy(call, warest));
}

/** All null if there is no picture. */
function shownPicture(
	picture: Media | null | undefined,
	call: WarestCall,
	warest: WarestContext,
): object {
	const url = pictureUrl(picture, call, warest);
	const id = url === null ? null : (url.split('/').pop()?.split('.')[0] ?? null);
	return { url, id, type: url === null ? null : 'image', imgFull: url, imgPreview: url };
}

function info(call: WarestCall, warest: WarestContext): WarestAnswer {
	const session = warest.loggedIn(call);
	const phone = accountPhone(session);
	const profilePicture = shownPicture(session.account?.picture, call, warest);
	const business = session.contacts.find(session.myId)?.business;
	return success({
		phone,
		verifiedName: null,
		pushName: session.account?.name ?? null,
		about: session.account?.about ?? null,
		pictureId: 'id' in profilePicture ? profilePicture.id : null,
		businessProfile: business ? businessOf(session.myId, business) : null,
		entries: { User: phone, Agent: 0, Device: session.device, Server: 's.whatsapp.net' },
		profilePicture,
	});
}

function getPicture(call: WarestCall, warest: WarestContext): WarestAnswer {
	const session = warest.loggedIn(call);
	const shown = shownPicture(session.account?.picture, call, warest);
	return success({ phone: accountPhone(session), ...shown });
}

async function setPicture(call: WarestCall, warest: WarestContext): Promise<WarestAnswer> {
	const session = warest.loggedIn(call);
	const picture = await pictureIn(call, { ...call.query, ...call.body }, warest);
	if (session.account) session.account.picture = picture;
	return getPicture(call, warest);
}

function deletePicture(call: WarestCall, warest: WarestContext): WarestAnswer {
	const session = warest.loggedIn(call);
	if (session.account) session.account.picture = null;
	return success(null, 'Profile picture removed');
}

/**
 * The server's guesses if WhatsApp says nothing. The first and the two `Add`s are looked up under names that Baileys
 * does not use, so they always say "all"; the spelling "stikers" is the server's (v0.3.44).
 */
function privacy(call: WarestCall, warest: WarestContext): WarestAnswer {
	const session = warest.loggedIn(call);
	return success({
		phone: accountPhone(session),
		readReceipts: 'all',
		profilePhoto: 'contacts',
		status: 'contacts',
		online: 'all',
		lastSeen: 'none',
		groupAdd: 'all',
		callAdd: 'all',
		stikers: 'contacts',
		messages: 'all',
	});
}
