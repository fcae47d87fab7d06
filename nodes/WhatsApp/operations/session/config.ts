import { asFilledText, field, type Field, type FieldsOf } from '../field';
import { optionText, toggle } from '../fields';
import { apps, metadata, type SessionApp } from './lists';
import { webhooks, type SessionWebhook } from './webhooks';

/** Settings of a session on WAHA; only the given ones are changed. */
export interface SessionConfig {
	readonly apps: readonly SessionApp[];
	readonly browserName: string;
	readonly debug: boolean;
	readonly deviceName: string;
	readonly gowsChats: boolean;
	readonly gowsGroups: boolean;
	readonly gowsLabels: boolean;
	readonly gowsMessages: boolean;
	readonly ignoreBroadcast: boolean;
	readonly ignoreChannels: boolean;
	readonly ignoreGroups: boolean;
	readonly ignoreStatus: boolean;
	readonly metadata: Readonly<Record<string, string>>;
	readonly nowebFullSync: boolean;
	readonly nowebMarkOnline: boolean;
	readonly nowebStore: boolean;
	readonly proxyPassword: string;
	/** Empty to use none. */
	readonly proxyServer: string;
	readonly proxyUsername: string;
	readonly webhooks: readonly SessionWebhook[];
	readonly webjsTagEvents: boolean;
}

const switchedOn = (displayName: string, name: string, description: string): Field<boolean> =>
	toggle({ displayName, name, description: `Whether ${description}` }, true);

const gows = (what: string, name: string): Field<boolean> =>
	switchedOn(`GOWS: Store ${what}`, name, `the GOWS engine keeps ${what.toLowerCase()}`);

const ignore = (what: string, name: string): Field<boolean> =>
	switchedOn(`Ignore ${what}`, name, `WAHA sends no events about ${what.toLowerCase()}`);

/** The options for the settings that WAHA keeps for a session. */
export const sessionConfig: FieldsOf<SessionConfig> = {
	apps,
	browserName: optionText({
		displayName: 'Browser Name',
		name: 'browserName',
		placeholder: 'e.g. Firefox',
		description: 'What the phone shows under Linked Devices. Pairing codes often fail with it.',
	}),
	debug: switchedOn('Debug', 'debug', 'the log of WAHA tells more about the session'),
	deviceName: optionText({
		displayName: 'Device Name',
		name: 'deviceName',
		placeholder: 'e.g. macOS',
		description: 'What the phone shows under Linked Devices. Pairing codes often fail with it.',
	}),
	gowsChats: gows('Chats', 'gowsChats'),
	gowsGroups: gows('Groups', 'gowsGroups'),
	gowsLabels: gows('Labels', 'gowsLabels'),
	gowsMessages: gows('Messages', 'gowsMessages'),
	ignoreBroadcast: ignore('Broadcasts', 'ignoreBroadcast'),
	ignoreChannels: ignore('Channels', 'ignoreChannels'),
	ignoreGroups: ignore('Groups', 'ignoreGroups'),
	ignoreStatus: ignore('Status Posts', 'ignoreStatus'),
	metadata,
	nowebFullSync: switchedOn(
		'NOWEB: Full History',
		'nowebFullSync',
		'all old messages are loaded when the QR code is scanned, not only those of 90 days',
	),
	nowebMarkOnline: switchedOn(
		'NOWEB: Mark Online',
		'nowebMarkOnline',
		'the account shows as online when it connects',
	),
	nowebStore: switchedOn(
		'NOWEB: Store',
		'nowebStore',
		'the NOWEB engine keeps chats, contacts and messages; without it they cannot be read',
	),
	proxyPassword: optionText({
		displayName: 'Proxy Password',
		name: 'proxyPassword',
		typeOptions: { password: true },
	}),
	proxyServer: field(
		{
			displayName: 'Proxy Server',
			name: 'proxyServer',
			type: 'string',
			default: '',
			placeholder: 'e.g. proxy.example.com:3128',
			description:
				'Through which the session connects to WhatsApp; write none to use none any longer',
		},
		(raw) => {
			const server = asFilledText(raw, 'Proxy Server').trim();
			return /^none$/i.test(server) ? '' : server;
		},
	),
	proxyUsername: optionText({ displayName: 'Proxy Username', name: 'proxyUsername' }),
	webhooks,
	webjsTagEvents: switchedOn(
		'WEBJS: Tag Events',
		'webjsTagEvents',
		'the WEBJS engine tells about presence and read receipts, at some cost of stability',
	),
};
