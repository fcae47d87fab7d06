import type { WebhookSettings } from '../../sandbox';
import { gateways } from '../../nodes/WhatsApp/gateways';
import { PORTABLE_EVENTS, type PortableEvent } from '../../nodes/WhatsApp/portable/events';
import { textAt, type JsonObject } from '../../nodes/WhatsApp/portable/json';
import type { Act, Fields } from './acts';
import { changeActs } from './acts.changes';
import { messageActs } from './acts.messages';
import { callActs } from './acts.calls';
import { groupActs } from './acts.groups';
import { differences, shippedSchema } from '../support/outputSchemas';
import { Stage, type Desk, type Parameters, type Staged } from './stage';

export const VERSIONS = ['2024.10.8', '2025.2.5', '2026.7.1'] as const;
export type Version = (typeof VERSIONS)[number];
export const NEWEST = '2026.7.1';

/** Sessions come last, because they end without the login they began with. */
export const ACTS: readonly Act[] = [...messageActs, ...changeActs, ...callActs, ...groupActs];

/** Side effects of the phone on the account's own messages, and what an engine reports in its own format. */
const ASIDE: readonly PortableEvent[] = ['ack', 'other'];
const EVENTS = PORTABLE_EVENTS.filter((event) => !ASIDE.includes(event));
const { never } = gateways.warest.webhooks;

/** Nothing is filtered out. */
export const EVERYTHING = { ownMessages: true, statusPosts: true, channels: true, groups: 'all' };

const parametersOf = (version: Version): Record<Staged, Parameters> => ({
	waha: {
		events: EVENTS,
		filters: EVERYTHING,
		// It signs nothing.
		options: { acceptUnsigned: version === '2024.10.8' },
	},
	warest: { events: EVENTS.filter((event) => !never.includes(event)), filters: EVERYTHING },
});

/** A stage on which everything starts the workflow; what cannot be read starts it as `other`. */
export async function openStage(
	version: Version,
	webhooks: Partial<WebhookSettings> = {},
): Promise<Stage> {
	const stage = await Stage.start({
		wahaVersion: version,
		webhooks,
		parameters: parametersOf(version),
	});
	for (const { bench } of [stage.waha, stage.warest])
		bench.parameters = { ...bench.parameters, events: [...EVENTS, 'other'] };
	return stage;
}

/** The schema of events that the editor gets. */
const EVENT_SCHEMA = shippedSchema('v2.0.0') ?? {};

/** The results of an act, in an order that does not depend on which delivery was faster. */
export interface Outcome {
	readonly waha: readonly JsonObject[];
	readonly warest: readonly JsonObject[];
	/** The id of the message that it was about. */
	readonly id: string | undefined;
	/** When it happened. */
	readonly time: string;
}

export async function outcomeOf({ act, secondsAgo }: Act, stage: Stage): Promise<Outcome> {
	const id = await act(stage);
	await stage.settled();
	const time = stage.timeBefore(secondsAgo ?? 0);
	const items = { waha: itemsOf(stage.waha), warest: itemsOf(stage.warest) };
	for (const item of [...items.waha, ...items.warest])
		expect([item.event, differences(EVENT_SCHEMA, item)]).toEqual([item.event, []]);
	return { ...items, id, time };
}

export function actNamed(name: string): Act {
	const found = ACTS.find((act) => act.name === name);
	if (found === undefined) throw new Error(`nobody does ${name}`);
	return found;
}

/** WARest sends its event without content whenever a session connects. */
const itemsOf = ({ items }: Desk): JsonObject[] =>
	items.filter(({ gatewayEvent }) => gatewayEvent !== 'creds_update').sort(byName);

const nameOf = (item: JsonObject): string => `${item.event} ${textAt(item, 'status')}`;
const byName = (one: JsonObject, other: JsonObject): number =>
	nameOf(one) < nameOf(other) ? -1 : Number(nameOf(one) > nameOf(other));

/** The expected results of an act. */
export function expectedOf(
	{ expected, except = {} }: Act,
	side: 'warest' | Version,
): readonly Fields[] {
	const { warest, old, oldest } = except;
	if (side === 'warest') return warest ?? expected;
	if (side === '2024.10.8') return oldest ?? old ?? expected;
	return side === '2025.2.5' ? (old ?? expected) : expected;
}

/** The part of a message id that is the same on every gateway. */
export const bareId = (id: string): string => /^(?:true|false)_[^_]+_([^_]+)/.exec(id)?.[1] ?? id;
