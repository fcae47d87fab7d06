import { warest as route } from '../route';
import { bool, filled, oneOfValues, str } from '../schema';
import { ownSession } from './common';

const phone = filled.alias('pair', 'pairPhone').required;
// An empty body changes nothing and is the only way to read the configuration.
const config = { webhookUrl: str, webhookSecret: str, preflight: bool.alias('preflightVerify') };

export const sessionRoutes = [
	// All but the list and devices change state, even the GETs.
	route('GET', '/session/create', { query: ownSession }),
	route('GET', '/session/create/pair-code', { query: { ...ownSession, phone } }),
	route('GET', '/session/logout', { query: ownSession }),
	route('GET', '/session/reconnect', { query: ownSession }),
	route('GET', '/session/devices', { query: { ...ownSession, refresh: oneOfValues('1') } }),
	route('GET', '/session/list'),
	route('DELETE', '/session/delete', { query: ownSession, merges: true }),
	route('POST', '/session/{sessionId}/config', { body: config }),
];
