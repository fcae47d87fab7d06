import { evolution as route } from '../route';
import { bool, filled, list, map, obj, oneOfValues, oneOfWords, str, text } from '../schema';

const EVENTS = [
	'APPLICATION_STARTUP QRCODE_UPDATED MESSAGES_SET MESSAGES_UPSERT MESSAGES_EDITED MESSAGES_UPDATE',
	'MESSAGES_DELETE SEND_MESSAGE CONTACTS_SET CONTACTS_UPSERT CONTACTS_UPDATE PRESENCE_UPDATE',
	'CHATS_SET CHATS_UPSERT CHATS_UPDATE CHATS_DELETE GROUPS_UPSERT GROUP_UPDATE',
	'GROUP_PARTICIPANTS_UPDATE CONNECTION_UPDATE LABELS_EDIT LABELS_ASSOCIATION CALL TYPEBOT_START',
	'TYPEBOT_CHANGE_STATUS REMOVE_INSTANCE LOGOUT_INSTANCE',
].join(' ');
const EVENTS_OF_2_3 = 'SEND_MESSAGE_UPDATE STATUS_INSTANCE INSTANCE_CREATE INSTANCE_DELETE';
const EVENTS_OF_2_4 = 'MESSAGING_HISTORY_SET';

/**
 * The event names that a webhook may list, with the release that added them. An unknown name makes the whole call fail.
 */
export const eventReleases: ReadonlyArray<readonly [since: string, names: readonly string[]]> = [
	['2.0.0', EVENTS.split(' ')],
	['2.3.0', EVENTS_OF_2_3.split(' ')],
	['2.4.0', EVENTS_OF_2_4.split(' ')],
];

const webhook = obj({
	enabled: bool.required,
	url: text({ pattern: /^https?:\/\//, called: 'an address' }).required,
	// Required: without it the server reads the length of nothing, a 500 (2.3.7, observed). An empty list means every
	// event.
	events: list(oneOfWords([EVENTS, EVENTS_OF_2_3, EVENTS_OF_2_4].join(' '))).required,
	// If left out, the previous headers stay.
	headers: map,
	byEvents: bool,
	base64: bool,
});

const settings = {
	rejectCall: bool,
	msgCall: str,
	groupsIgnore: bool,
	alwaysOnline: bool,
	readMessages: bool,
	readStatus: bool,
	syncFullHistory: bool,
};

export const instanceRoutes = [
	// Returns the version without a key.
	route('GET', '/', { auth: 'none' }),
	route('POST', '/verify-creds', { auth: 'global' }),
	route('POST', '/instance/create', {
		auth: 'global',
		success: 201,
		body: {
			instanceName: filled.required,
			integration: oneOfValues('WHATSAPP-BAILEYS', 'WHATSAPP-BUSINESS', 'EVOLUTION').required,
			qrcode: bool,
			token: str,
			number: str,
			...settings,
			proxyHost: str,
			proxyPort: str,
			proxyProtocol: str,
			proxyUsername: str,
			proxyPassword: str,
			webhook,
		},
	}),
	route('GET', '/instance/fetchInstances', {
		query: { instanceName: filled, instanceId: filled, number: filled },
	}),
	// A GET that starts the connection if it is closed.
	route('GET', '/instance/connect/{instance}', { query: { number: filled } }),
	route('GET', '/instance/connectionState/{instance}'),
	route('POST', '/instance/restart/{instance}'),
	route('DELETE', '/instance/logout/{instance}'),
	route('DELETE', '/instance/delete/{instance}'),
	route('GET', '/settings/find/{instance}'),
	// All six are required.
	route('POST', '/settings/set/{instance}', {
		success: 201,
		body: {
			rejectCall: bool.required,
			groupsIgnore: bool.required,
			alwaysOnline: bool.required,
			readMessages: bool.required,
			readStatus: bool.required,
			syncFullHistory: bool.required,
			msgCall: str,
		},
	}),
	route('GET', '/webhook/find/{instance}'),
	route('POST', '/webhook/set/{instance}', { success: 201, body: { webhook: webhook.required } }),
	route('GET', '/proxy/find/{instance}'),
	route('POST', '/proxy/set/{instance}', {
		success: 201,
		body: {
			enabled: bool.required,
			host: filled.required,
			port: filled.required,
			protocol: filled.required,
			username: str,
			password: str,
		},
	}),
];
