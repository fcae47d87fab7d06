import type { INodeProperties } from 'n8n-workflow';
import { asText, field, type Field, type Get, type Property } from '../operations/field';
import { choice, session as sessionOfEvent, toggle } from '../operations/fields';
import { PORTABLE_EVENTS, type PortableEvent } from '../portable/events';
import { Refusal } from '../portable/refusal';
import { requestOptions } from '../transport/options';
import { chosenOf } from './collection';
import { eventOptions } from './events';
import { filters, type Filters } from './filterFields';
import { options, type TriggerOptions } from './optionFields';

/** Shortest secret that WARest signs with (0.3.44); the same everywhere, so that a workflow can move. */
const MIN_SECRET = 6;

/** The account whose events start the workflow. */
const session: Field<string> = {
	...sessionOfEvent,
	properties: sessionOfEvent.properties.map((property) => ({
		...property,
		default: { mode: 'id', value: 'default' },
		description: 'The WhatsApp account on the gateway whose events start the workflow',
	})),
};

const events = field<readonly PortableEvent[]>(
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		options: eventOptions,
		default: ['message'],
		required: true,
		description: 'What starts the workflow',
	},
	(raw) => {
		const chosen = chosenOf(raw, 'Events', PORTABLE_EVENTS);
		if (chosen.length === 0)
			throw new Refusal('No events are chosen', 'Choose at least one under Events.');
		return chosen;
	},
);

export type RegistrationMode = 'automatic' | 'manual';

const registration = choice(
	{
		displayName: 'Registration',
		name: 'registration',
		description: 'Who tells the gateway the address of this trigger',
	},
	[
		{
			name: 'Automatic',
			value: 'automatic',
			description: 'The trigger adds its address to the session and takes it away again',
		},
		{ name: 'Manual', value: 'manual', description: 'You enter the address at the gateway' },
	],
);

const onlyFor = (mode: RegistrationMode): Pick<Property, 'displayOptions'> => ({
	displayOptions: { show: { registration: [mode] } },
});

const notice = (name: string, mode: RegistrationMode, displayName: string): Property => ({
	displayName,
	name,
	type: 'notice',
	default: '',
	...onlyFor(mode),
});

const restartNotice = notice(
	'restartNotice',
	'automatic',
	'WAHA restarts the session whenever a webhook is added or taken away: the phone is not linked for a few seconds when this workflow is activated, deactivated or listens for a test event.',
);

const manualNotice = notice(
	'manualNotice',
	'manual',
	'Enter the Production URL (see Webhook URLs above) and the secret at your gateway. <b>WAHA:</b> add <code>url</code>, <code>events</code> and the secret as <code>hmac.key</code> to the <code>webhooks</code> of the session. <b>WARest:</b> send <code>webhookUrl</code> and <code>webhookSecret</code> to <code>POST /api/v1/session/{session}/config</code>. The operation Session > Update of the WhatsApp Gateway node does either.',
);

const replace = toggle({
	displayName: 'Replace Existing Webhook',
	name: 'replaceWebhook',
	description:
		'Whether to take the place of another webhook on WARest, which has room for one per session. It is put back when the workflow is deactivated.',
	...onlyFor('automatic'),
});

/** Null to have one made. */
const secret = field<string | null>(
	{
		displayName: 'Secret',
		name: 'secret',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		description:
			'The key with which the gateway signs. Leave empty with automatic registration: then one is made that only n8n and the gateway know.',
	},
	(raw) => {
		const text = asText(raw, 'Secret').trim();
		if (text === '' || text.length >= MIN_SECRET) return text || null;
		throw new Refusal(
			`Secret must have at least ${MIN_SECRET} characters`,
			'WARest sends nothing with a shorter one. Leave it empty to have one made.',
		);
	},
);

/** A trigger sends no items, so of the Request Options it has those of the connection. */
const OF_ITEMS = ['batching', 'concurrency', 'waitForSession'];
const connectionOptions: INodeProperties = {
	...requestOptions,
	options: requestOptions.options?.filter(({ name }) => !OF_ITEMS.includes(name)) ?? [],
};

/** Every parameter of the trigger. */
export const triggerProperties: INodeProperties[] = [
	restartNotice,
	...session.properties,
	...events.properties,
	...registration.properties,
	manualNotice,
	...replace.properties,
	...secret.properties,
	...filters.properties,
	...options.properties,
	connectionOptions,
];

/** What a person set, read once and checked once. */
export interface Settings {
	readonly session: string;
	readonly events: readonly PortableEvent[];
	readonly registration: RegistrationMode;
	readonly replace: boolean;
	/** Null to have one made. */
	readonly secret: string | null;
	readonly filters: Filters;
	readonly options: TriggerOptions;
}

/** @throws Refusal with a sentence that a person understands */
export const readSettings = (get: Get): Settings => ({
	session: session.read(get, {}),
	events: events.read(get, {}),
	registration: registration.read(get, {}),
	// Hidden, and so without a value, with manual registration.
	replace: replace.read((name) => get(name) ?? false, {}),
	secret: secret.read(get, {}),
	filters: filters.read(get, {}),
	options: options.read(get, {}),
});

/** The session alone, for taking a webhook away whatever else is wrong. */
export const readSession = (get: Get): string => session.read(get, {});
