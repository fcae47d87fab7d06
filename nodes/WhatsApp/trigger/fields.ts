import type { INodeProperties } from 'n8n-workflow';
import { gateways } from '../gateways';
import { listed } from '../gateways/listed';
import { field, type Get, type Property } from '../operations/field';
import { choice, sessionOfEvents as session } from '../operations/fields';
import { PORTABLE_EVENTS, type PortableEvent } from '../portable/events';
import { Refusal } from '../portable/refusal';
import { requestOptions } from '../transport/options';
import { chosenOf } from './collection';
import { eventOptions } from './events';
import { filters, type Filters } from './filterFields';
import { triggerOptions, type TriggerOptions } from './optionFields';

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

/** Lists the gateways that restart a session when its webhooks change, and what that means for the session. */
const restarts = Object.values(gateways)
	.filter(({ webhooks }) => webhooks.restart !== null)
	.map(
		({ name }) =>
			`${name} restarts the session for that: its phone is not linked for a few seconds.`,
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
			description: [
				'The trigger adds its address to the session and takes it away again.',
				...restarts,
			].join(' '),
		},
		{ name: 'Manual', value: 'manual', description: 'You enter the address at the gateway' },
	],
);

const manualNotice: Property = {
	displayName: [
		'Add the option Secret below, and enter the same secret at your gateway with the Production URL (see Webhook URLs above).',
		...listed.map(({ name, manualRegistration }) => `<b>${name}:</b> ${manualRegistration}`),
		'The operation Session > Update of the WhatsApp Gateway node does the same.',
	].join(' '),
	name: 'manualNotice',
	type: 'notice',
	default: '',
	displayOptions: { show: { registration: ['manual'] } },
};

/** A trigger has only the Request Options about the connection, because it sends no items. */
const OF_ITEMS = ['batching', 'concurrency', 'waitForSession'];
const connectionOptions: INodeProperties = {
	...requestOptions,
	options: requestOptions.options?.filter(({ name }) => !OF_ITEMS.includes(name)) ?? [],
};

/** Every parameter of the trigger. */
export const triggerProperties: INodeProperties[] = [
	...session.properties,
	...events.properties,
	...registration.properties,
	manualNotice,
	...filters.properties,
	...triggerOptions.properties,
	connectionOptions,
];

/** The trigger's settings, read and checked once. */
export interface Settings {
	readonly session: string;
	readonly events: readonly PortableEvent[];
	readonly registration: RegistrationMode;
	readonly filters: Filters;
	readonly options: TriggerOptions;
}

/** @throws Refusal with a sentence for the user */
export const readSettings = (get: Get): Settings => ({
	session: session.read(get, {}),
	events: events.read(get, {}),
	registration: registration.read(get, {}),
	filters: filters.read(get, {}),
	options: triggerOptions.read(get, {}),
});

/** Only the session, for removing a webhook whatever else is wrong. */
export const sessionParameter = (get: Get): string => session.read(get, {});
