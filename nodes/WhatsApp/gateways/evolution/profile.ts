import { parseChatId, phoneOf, portableId, type ChatId } from '../../portable/ids';
import { booleanAt, objectAt, textAt, type Json } from '../../portable/json';
import { GatewayProblem } from '../../portable/problem';
import type { Plan } from '../../transport/request';
import type { DialectOf } from '../gateway';
import { asImage } from '../shared/fileType';
import { pictureOf, pictureUrlIn } from './chat';
import { instanceNamed, ownerOf } from './instances';
import { numberOf } from './ids';
import { ask, bodyOf, get, ofInstance, post, repeatable, withFile } from './requests';

/** The chat id of the session's account; the server returns its profile like anybody else's. */
function* ownChat(session: string): Plan<ChatId> {
	const owner = ownerOf(yield* instanceNamed(session));
	if (owner !== null) return parseChatId(owner);
	throw new GatewayProblem(`The session "${session}" on Evolution API has no account yet`, {
		hint: 'Link a phone first: scan the QR code with Session > Get QR Code.',
	});
}

const ownIdIn = (raw: Json): string | null => portableId(textAt(raw, 'wuid'));

export const evolutionProfile: DialectOf<'profile'> = {
	deletePicture: {
		build: ({ session }) =>
			repeatable({ method: 'DELETE', path: ofInstance('chat/removeProfilePicture', session) }),
		read: (_, { session }) => ({ session }),
	},
	get: {
		*build({ session }) {
			const number = numberOf(yield* ownChat(session));
			return yield* bodyOf(ask('chat/fetchProfile', session, { number }));
		},
		read: (raw, { session }) => {
			const contactId = ownIdIn(raw);
			return {
				session,
				contactId,
				phone: phoneOf(contactId),
				name: textAt(raw, 'name'),
				about: textAt(raw, 'status', 'status'),
				pictureUrl: textAt(raw, 'picture'),
				isBusiness: booleanAt(raw, 'isBusiness'),
			};
		},
	},
	getPicture: {
		*build({ session, download }) {
			const found = yield* pictureOf(session, yield* ownChat(session), download);
			return found;
		},
		read: (raw, { session }) => ({ session, contactId: ownIdIn(raw), url: pictureUrlIn(raw) }),
	},
	getPrivacySettings: {
		build: ({ session }) => get('chat/fetchPrivacySettings', session),
		read: (raw, { session }) => {
			// Under Baileys' own names.
			const told = { ...objectAt(raw), ...objectAt(raw, 'privacySettings') };
			return {
				session,
				lastSeen: textAt(told, 'last'),
				online: textAt(told, 'online'),
				profilePicture: textAt(told, 'profile'),
				about: textAt(told, 'status'),
				readReceipts: textAt(told, 'readreceipts'),
				addToGroups: textAt(told, 'groupadd'),
				calls: textAt(told, 'calladd'),
				messages: textAt(told, 'messages'),
				stickers: textAt(told, 'stickers'),
			};
		},
	},
	setName: {
		build: ({ session, name }) => repeatable(post('chat/updateProfileName', session, { name })),
		read: (_, { session, name }) => ({ session, name }),
	},
	setPicture: {
		build: ({ session, file }) =>
			withFile(
				repeatable(post('chat/updateProfilePicture', session, {})),
				'picture',
				asImage(file),
				false,
			),
		read: (_, { session }) => ({ session }),
	},
	setAbout: {
		build: ({ session, about }) =>
			repeatable(post('chat/updateProfileStatus', session, { status: about })),
		read: (_, { session, about }) => ({ session, about }),
	},
};
