import { warest as route } from '../route';
import { bool, between, atLeast, filled, list, oneOf, oneOfValues } from '../schema';
import { groupSession, picture } from './common';

const several = oneOf(filled, list(filled, 1));
const contacts = {
	...groupSession,
	type: oneOfValues('contacts', 'groups'),
	deep: bool,
	groupIds: several,
	limit: between(1, 1000),
	offset: atLeast(0),
};
// Here `phone` and `number` are first names for the numbers, then for the session.
const checkNumbers = several.alias('checkNumber', 'number', 'phone').required;
const numbers = { sessionId: filled.alias('sessionid', 'id', 'session').required, checkNumbers };

export const profileRoutes = [
	route('GET', '/profile/info', { query: groupSession }),
	route('GET', '/profile/picture', { query: groupSession }),
	route('POST', '/profile/picture', { body: { ...groupSession, picture } }),
	route('DELETE', '/profile/picture', { body: groupSession }),
	route('GET', '/profile/privacy', { query: groupSession }),
	route('GET', '/profile/list-contacts', { query: contacts }),
	route('GET', '/profile/on-whatsapp', { query: { ...numbers, deep: bool } }),
	route('GET', '/profile/business-profile', { query: numbers }),
];
