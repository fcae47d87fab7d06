import { handlerOf } from '../../nodes/WhatsApp/client/findOperation';
import { gateways } from '../../nodes/WhatsApp/gateways';
import { listed, onlyOn } from '../../nodes/WhatsApp/gateways/listed';
import type { Gateway } from '../../nodes/WhatsApp/gateways/gateway';
import { vocabulary } from '../../nodes/WhatsApp/operations';
import { inWords } from '../../nodes/WhatsApp/portable/inWords';
import { needsNote, type Needs } from '../../nodes/WhatsApp/portable/needs';
import type { Field } from '../../nodes/WhatsApp/operations/field';
import type { AnyOperation, Resource, Vocabulary } from '../../nodes/WhatsApp/operations/operation';
import { table } from './table';

/** Fills a cell whose content the sentence above the table gives. */
const NOTHING = '–';

const INTRODUCTION = `# Operations

Everything the node can do, and which gateway does it. Written by \`npm run docs\` from the code: do not edit.

✓ means that the gateway has the operation; otherwise its cell, or a sentence above the table, says what to use instead.
Behind an option stands which gateways have it, where not all do that have the operation. The others refuse it.

Behind a ✓ or an option stands, too, what the server has to be for it: its version, or the engine of the session by the
gateway's own documentation. The server has the last word, and where it refuses, the error says what it would have to be.`;

const resources: Vocabulary = vocabulary;
const all: readonly Gateway[] = Object.values(gateways);

/** The page with everything: one table per resource, in the editor's order. */
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

/** What a gateway that lacks a whole resource says about it; it is written once instead of in every row. */
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
	const only = operationHaving ? [] : [`${namesOf(having)} only`];
	const needs = having.flatMap((gateway) => {
		const note = needsNote(optionNeedsOf(handlerOf(gateway, resource, operation))[option] ?? {});
		if (note === '') return [];
		return [having.length === 1 ? note : `${gateway.name} ${note}`];
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

/** The README's short table: a row for each resource, a column for each set of gateways that has something. */
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

const namesOf = (some: readonly Gateway[]): string =>
	inWords(
		some.map(({ name }) => name),
		'and',
	);

function onlyOf(having: readonly Gateway[]): string {
	const note = onlyOn(having);
	return note === null ? 'Every gateway' : `${note} only`;
}

/** What to enter in the credential for each gateway. */
export const credentialTable = (): string =>
	table(
		['Field', ...listed.map(({ name }) => name)],
		[
			['Gateway', ...listed.map(({ name }) => name)],
			['Base URL', ...listed.map(({ exampleUrl }) => `\`${exampleUrl}\``)],
			['API Key', ...listed.map(({ keySource }) => keySource)],
		],
	);

const TABLES = { credential: credentialTable, operations: operationsTable };

/**
 * The README with each table between its two marks.
 * @throws Error when a mark is missing
 */
export const withTables = (readme: string): string =>
	Object.entries(TABLES).reduce((text, [name, write]) => {
		const [start, end] = [`<!-- ${name}:start -->`, `<!-- ${name}:end -->`];
		const [from, to] = [text.indexOf(start), text.indexOf(end)];
		if (from < 0 || to < from) throw new Error(`README.md needs ${start} and ${end}`);
		return `${text.slice(0, from + start.length)}\n${write()}\n${text.slice(to)}`;
	}, readme);
