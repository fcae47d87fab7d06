import { phoneOf, portableId } from '../../portable/ids';
import { at, isObject, objectAt, textAt, type Json } from '../../portable/json';
import { missing, type DialectOf } from '../gateway';
import { withPicture } from '../shared/picture';
import { warestPayload } from './answers';
import { isEmpty } from './contactShapes';
import { withPictureField, post, read, repeatable } from './requests';

const PICTURE = '/api/v1/profile/picture';
const ON_PHONE = 'WARest cannot change it. Change it on the phone.';

/** The account's id, given by digits, sometimes followed by those of its device. */
const ownId = (raw: Json): string | null => {
	const phone = /^\d+/.exec(textAt(raw, 'phone') ?? '')?.[0];
	return phone === undefined ? null : portableId(`${phone}@c.us`);
};

const urlOf = (raw: Json): string | null =>
	textAt(raw, 'url') ?? textAt(raw, 'imgFull') ?? textAt(raw, 'imgPreview');

export const warestProfile: DialectOf<'profile'> = {
	deletePicture: {
		build: ({ session }) =>
			repeatable({ method: 'DELETE', path: PICTURE, body: { sessionId: session } }),
		read: (_, { session }) => ({ session }),
	},
	get: {
		build: ({ session }) => read('/api/v1/profile/info', { sessionId: session }),
		read: (raw, { session }) => {
			const contactId = ownId(raw);
			const business = at(raw, 'businessProfile');
			return {
				session,
				contactId,
				phone: phoneOf(contactId),
				name: textAt(raw, 'pushName') ?? textAt(raw, 'verifiedName'),
				about: textAt(raw, 'about'),
				pictureUrl: urlOf(objectAt(raw, 'profilePicture')),
				// No business can also mean that it could not be read.
				isBusiness: isObject(business) && !isEmpty(business) ? true : null,
			};
		},
	},
	getPicture: {
		*build({ session, download }) {
			const raw = warestPayload(yield read(PICTURE, { sessionId: session }));
			return yield* withPicture(raw, urlOf(raw), download);
		},
		read: (raw, { session }) => ({ session, contactId: ownId(raw), url: urlOf(raw) }),
	},
	getPrivacySettings: {
		build: ({ session }) => read('/api/v1/profile/privacy', { sessionId: session }),
		// Unknown: the server looks up read receipts, adding to groups and calls under wrong names, and always returns
		// "all" (0.3.44).
		read: (raw, { session }) => ({
			session,
			lastSeen: textAt(raw, 'lastSeen'),
			online: textAt(raw, 'online'),
			profilePicture: textAt(raw, 'profilePhoto'),
			about: textAt(raw, 'status'),
			readReceipts: null,
			addToGroups: null,
			calls: null,
			messages: textAt(raw, 'messages'),
			stickers: textAt(raw, 'stikers') ?? textAt(raw, 'stickers'),
		}),
		hint: () =>
			'WARest fills in a usual value where it could not read a setting, and cannot read those for read receipts, groups and calls.',
	},
	setName: missing(ON_PHONE),
	setPicture: {
		build: ({ session, file }) =>
			withPictureField(repeatable(post(PICTURE, { sessionId: session })), file),
		read: (_, { session }) => ({ session }),
	},
	setAbout: missing(ON_PHONE),
};
