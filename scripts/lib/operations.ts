import { handlerOf } from '../../nodes/WhatsApp/choose';
import { gateways } from '../../nodes/WhatsApp/gateways';
import type { Gateway } from '../../nodes/WhatsApp/gateways/gateway';
import { vocabulary } from '../../nodes/WhatsApp/operations';
import { needsNote, type Needs } from '../../nodes/WhatsApp/portable/needs';
import type { Field } from '../../nodes/WhatsApp/operations/field';
import type { AnyOperation, Resource, Vocabulary } from '../../nodes/WhatsApp/operations/operation';
import { table } from './table';

const START = '<!-- operations:start -->';
const END = '<!-- operations:end -->';

/** Stands in a row where the sentence above the table says it. */
const NOTHING = '–';

const INTRODUCTION = `# Operations

Everything the node can do, and which gateway does it. Written by \`npm run docs\` from the code: do not edit.

✓ means that the gateway has the operation; otherwise its cell, or a sentence above the table, says what to use instead.
An option with the name of a gateway is one that the other gateway does not have, and refuses.

Behind a ✓ or an option stands what the server has to be for it: its version, or the engine of the session by the
gateway's own documentation. The server has the last word, and where it refuses, the error says what it would have to be.`;

const resources: Vocabulary = vocabulary;
const all: readonly Gateway[] = Object.values(gateways);

/** The page that tells everything: one table for each resource, in the order of the editor. */
export const operationsPage = (): string =>
	`${[INTRODUCTION, ...Object.entries(resources).map(section)].join('\n\n')}\n`;

function section([resource, { name, operations }]: [string, Resource]): string {
	const rows = Object.entries(operations).map(([operation, declared]) => [
		declared.name,
		declared.description,
		...all.map((gateway) => verdict(gateway, resource, operation)),
		fieldsOf(resource, operation, declared),
	]);
	const head = ['Operation', 'What it does', ...all.map((gateway) => gateway.name), 'Fields'];
	const wholly = all.map((gateway) => lackOf(gateway, resource)).filter((lack) => lack !== null);
	return [`## ${name}`, ...wholly, table(head, rows)].join('\n\n');
}

/** What a gateway without anything of a resource says of it; that is told once and not in every row. */
function lackOf(gateway: Gateway, resource: string): string | null {
	const said = Object.keys(resources[resource]?.operations ?? {}).map((operation) => {
		const handler = handlerOf(gateway, resource, operation);
		return 'missing' in handler ? handler.missing : null;
	});
	const [first = null, ...rest] = said;
	return rest.length > 0 && rest.every((sentence) => sentence === first) ? first : null;
}

function verdict(gateway: Gateway, resource: string, operation: string): string {
	const handler = handlerOf(gateway, resource, operation);
	if (!('missing' in handler)) {
		const note = needsNote(('needs' in handler && handler.needs) || {});
		return note === '' ? '✓' : `✓ ${note}`;
	}
	return handler.missing === lackOf(gateway, resource) ? NOTHING : handler.missing;
}

function fieldsOf(resource: string, operation: string, { fields }: AnyOperation): string {
	const plain = Object.values(fields).filter(({ optional }) => optional === undefined);
	const optional = Object.values(fields).flatMap((field) => Object.entries(field.optional ?? {}));
	const options = optional
		.map(([key, option]) => `${labelOf(option)}${optionNote(resource, operation, key)}`)
		.sort((a, b) => a.localeCompare(b));
	return [
		plain.map(labelOf).join(', '),
		options.length === 0 ? '' : `Options: ${options.join(', ')}`,
	]
		.filter((part) => part !== '')
		.join('. ');
}

const labelOf = ({ properties }: Field<unknown>): string =>
	properties.map(({ displayName }) => displayName).join(', ');

function optionNote(resource: string, operation: string, option: string): string {
	const having = all.filter((gateway) => {
		const handler = handlerOf(gateway, resource, operation);
		return !('missing' in handler) && !Object.hasOwn(handler.lacks ?? {}, option);
	});
	const operationHaving = having.length === gatewaysWith(resource, operation).length;
	const only = operationHaving ? [] : [`${having.map(({ name }) => name).join(' and ')} only`];
	const needs = having.flatMap((gateway) => {
		const note = needsNote(optionNeedsOf(handlerOf(gateway, resource, operation))[option] ?? {});
		return note === '' ? [] : [`${gateway.name} ${note}`];
	});
	const notes = [...only, ...needs];
	return notes.length === 0 ? '' : ` (${notes.join('; ')})`;
}

const optionNeedsOf = (
	handler: ReturnType<typeof handlerOf>,
): Readonly<Record<string, Needs | undefined>> =>
	'optionNeeds' in handler ? (handler.optionNeeds ?? {}) : {};

const gatewaysWith = (resource: string, operation: string): Gateway[] =>
	all.filter((gateway) => !('missing' in handlerOf(gateway, resource, operation)));

/** The short table of the README: a row for each resource, a column for each set of gateways that has something. */
export function operationsTable(): string {
	const columns = new Set([onlyOf(all)]);
	const rows = Object.entries(resources).map(([resource, { name, operations }]) => {
		const names = new Map<string, string[]>();
		for (const [operation, declared] of Object.entries(operations)) {
			const column = onlyOf(gatewaysWith(resource, operation));
			columns.add(column);
			names.set(column, [...(names.get(column) ?? []), declared.name]);
		}
		return { name, names };
	});
	const order = [...columns].sort(
		(a, b) => Number(a.endsWith('only')) - Number(b.endsWith('only')),
	);
	return table(
		['Resource', ...order],
		rows.map(({ name, names }) => [
			`**${name}**`,
			...order.map((column) => names.get(column)?.join(', ') ?? ''),
		]),
	);
}

const onlyOf = (having: readonly Gateway[]): string =>
	having.length === all.length
		? 'Every gateway'
		: `${having.map(({ name }) => name).join(' and ')} only`;

/**
 * The README with its table between the two marks.
 * @throws Error when a mark is missing
 */
export function withTable(readme: string): string {
	const start = readme.indexOf(START);
	const end = readme.indexOf(END);
	if (start < 0 || end < start) throw new Error(`README.md needs ${START} and ${END}`);
	return `${readme.slice(0, start + START.length)}\n${operationsTable()}\n${readme.slice(end)}`;
}
