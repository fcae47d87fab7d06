import { type EvolutionRoute, type Finding, findings } from '../contract';
import { eventReleases } from '../contract/evolution/instance';
import { checkValue } from '../contract/fields';
import type { JsonObject } from '../http/json';
import type { EvolutionCall } from './context';
import type { EvolutionVersion } from './version';

/**
 * The words of the server's validator for what the contract finds: the first one observed, the others from its library.
 */
const WORDS: ReadonlyArray<readonly [found: RegExp, words: string]> = [
	[/^must be a string$/, 'is not of a type(s) string'],
	[/^must be an integer number$/, 'is not of a type(s) integer'],
	[/^must be a number$/, 'is not of a type(s) number'],
	[/^must be a boolean value$/, 'is not of a type(s) boolean'],
	[/^must be an array$/, 'is not of a type(s) array'],
	[/^must be an object( of strings)?$/, 'is not of a type(s) object'],
	[/^should not be empty$/, 'does not meet minimum length of 1'],
	[/^must contain at least (\d+) elements$/, 'does not meet minimum length of $1'],
	[/^must contain no more than (\d+) elements$/, 'does not meet maximum length of $1'],
	[/^must be longer than or equal to (\d+) .*$/, 'does not meet minimum length of $1'],
	[/^must not be less than (.*)$/, 'must be greater than or equal to $1'],
	[/^must not be greater than (.*)$/, 'must be less than or equal to $1'],
];

function worded(expected: string): string {
	const [found, words] = WORDS.find(([pattern]) => pattern.test(expected)) ?? [];
	return found && words ? expected.replace(found, words) : expected;
}

/** `sections.0.rows` as the validator writes it. */
const pathOf = (name: string): string => name.replace(/\.(\d+)(?=\.|$)/g, '[$1]');

function sentenceOf({ kind, name, expected }: Finding, { events }: EvolutionVersion): string {
	// The only field with its own words (2.3.7, observed).
	if (name === 'number' && kind === 'type') return 'Invalid format';
	if (kind === 'missing') {
		const steps = name.split('.');
		const last = steps.pop() ?? '';
		const owner = steps.length === 0 ? 'instance' : pathOf(steps.join('.'));
		return `${owner} requires property "${last}"`;
	}
	if (/(^|\.)events\.\d+$/.test(name))
		return `${pathOf(name)} is not one of enum values: ${events.join(',')}`;
	const values = /^must be one of the following values: (.*)$/.exec(expected)?.[1];
	if (values !== undefined)
		return `${pathOf(name)} is not one of enum values: ${values.split(', ').join(',')}`;
	return `${pathOf(name)} ${worded(expected)}`;
}

/** Fields of a later release are ignored. */
function isOfThisVersion(
	{ name }: Finding,
	{ body }: EvolutionRoute,
	version: EvolutionVersion,
): boolean {
	const since = body[name.split('.')[0] ?? '']?.traits.since;
	return since === undefined || version.isAtLeast(since);
}

/** What the server's own schemas leave to the handlers, which then fail with other words. */
const LEFT_TO_HANDLERS: ReadonlyArray<
	readonly [name: RegExp, kinds: ReadonlyArray<Finding['kind']>]
> = [
	[/^webhook\.events$/, ['missing']],
	[/^webhook\.url$/, ['value']],
	[/^integration$/, ['missing', 'value', 'type']],
	[/^(media|audio|sticker)$/, ['missing', 'bounds', 'value']],
	[/^(picture|image)$/, ['value']],
	[/^buttons$/, ['bounds']],
];

function isLeftToHandler({ name, kind }: Finding): boolean {
	return LEFT_TO_HANDLERS.some(([pattern, kinds]) => pattern.test(name) && kinds.includes(kind));
}

/** For the validator null is a value of a wrong type, not an absent one. */
function nullsIn({ body: fields }: EvolutionRoute, given: JsonObject): Finding[] {
	return Object.entries(fields).flatMap(([name, field]) =>
		given[name] === null
			? checkValue(field, null, name, { place: 'body', texts: false, ignored: [] })
			: [],
	);
}

function duplicatesIn({ body }: EvolutionCall): string[] {
	return ['mentioned', 'values', 'readMessages'].filter((name) => {
		const items = body[name];
		if (!Array.isArray(items)) return false;
		return new Set(items.map((item) => JSON.stringify(item))).size < items.length;
	});
}

/** A schema's objections to a body, in its words. Unknown fields are accepted. */
export function problemsOf(
	contract: EvolutionRoute,
	call: EvolutionCall,
	version: EvolutionVersion,
): string[] {
	const { body, file } = call;
	const files = file ? { files: ['file'], contentType: 'multipart/form-data' } : {};
	const found = findings(contract, { body, ...files }).filter(
		(finding) =>
			finding.place === 'body' &&
			finding.kind !== 'unknown' &&
			finding.kind !== 'contentType' &&
			!(finding.kind === 'missing' && body[finding.name] === null) &&
			!isLeftToHandler(finding),
	);
	const wrong = [...found, ...nullsIn(contract, body)].filter((finding) =>
		isOfThisVersion(finding, contract, version),
	);
	return [
		...wrong.map((finding) => sentenceOf(finding, version)),
		...duplicatesIn(call).map((name) => `${name} contains duplicate item`),
		...unknownEvents(call, version),
	];
}

/** Names that only a later release knows. */
function unknownEvents(
	{ body: { webhook } }: EvolutionCall,
	{ events }: EvolutionVersion,
): string[] {
	if (typeof webhook !== 'object' || webhook === null || !('events' in webhook)) return [];
	const names: unknown = webhook.events;
	if (!Array.isArray(names)) return [];
	const later = eventsOfAnyRelease();
	return names.flatMap((name: unknown, index) =>
		typeof name === 'string' && later.includes(name) && !events.includes(name)
			? [`webhook.events[${index}] is not one of enum values: ${events.join(',')}`]
			: [],
	);
}

function eventsOfAnyRelease(): readonly string[] {
	return eventReleases.flatMap(([, names]) => names);
}
