import { phoneOf, portableId } from '../../portable/ids';
import { textAt, type Json, type JsonObject } from '../../portable/json';
import type { GatewayRequest, Plan } from '../../transport/request';
import { missing, type DialectOf } from '../gateway';
import { asImage } from '../shared/fileType';
import { path } from '../shared/path';
import { withFile, get, repeatable } from './requests';
import { confirmed } from './plain';

const HINT = 'Check that the phone of the session is online.';

const set = (profilePath: string, body: JsonObject): Plan<Json> =>
	confirmed(repeatable({ method: 'PUT', path: profilePath, body }), HINT);

const picture = (session: string, method: 'PUT' | 'DELETE'): GatewayRequest =>
	repeatable({ method, path: path`/api/${session}/profile/picture` });

export const wahaProfile: DialectOf<'profile'> = {
	deletePicture: {
		build: ({ session }) => confirmed(picture(session, 'DELETE'), HINT),
		read: (_, { session }) => ({ session }),
	},
	get: {
		build: ({ session }) => get(path`/api/${session}/profile`),
		read: (raw, { session }) => {
			const contactId = portableId(textAt(raw, 'id'));
			return {
				session,
				contactId,
				phone: phoneOf(contactId),
				name: textAt(raw, 'name'),
				about: null,
				pictureUrl: textAt(raw, 'picture'),
				isBusiness: null,
			};
		},
	},
	getPicture: missing(
		'Use Profile > Get, which names its address, or Contact > Get Picture with your own phone number.',
	),
	getPrivacySettings: missing('WAHA does not read them. Look them up on the phone.'),
	setName: {
		build: ({ session, name }) => set(path`/api/${session}/profile/name`, { name }),
		read: (_, { session, name }) => ({ session, name }),
	},
	setPicture: {
		build: ({ session, file }) =>
			confirmed(withFile(picture(session, 'PUT'), asImage(file), 'image/jpeg'), HINT),
		read: (_, { session }) => ({ session }),
	},
	setAbout: {
		build: ({ session, about }) => set(path`/api/${session}/profile/status`, { status: about }),
		read: (_, { session, about }) => ({ session, about }),
	},
};
