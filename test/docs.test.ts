import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { handlerOf } from '../nodes/WhatsApp/client/findOperation';
import { gateways } from '../nodes/WhatsApp/gateways';
import { vocabulary } from '../nodes/WhatsApp/operations';
import type { Vocabulary } from '../nodes/WhatsApp/operations/operation';
import { inWords } from '../nodes/WhatsApp/portable/inWords';
import { credentialPage } from '../scripts/lib/credential';
import { errorsPage } from '../scripts/lib/errors';
import {
	credentialTable,
	operationsPage,
	operationsTable,
	withTables,
} from '../scripts/lib/operations';
import { withProofs } from '../scripts/lib/proofs';
import { mistakes, unreachable } from './credential/mistakes';
import { cases } from './transport/cases';

const resources: Vocabulary = vocabulary;

const cellsOf = (line: string): string[] =>
	line
		.split(/(?<!\\)\|/)
		.slice(1, -1)
		.map((cell) => cell.trim());

/** The lines of each section of the page, by the name of its resource. */
const sections = new Map(
	operationsPage()
		.split(/^## /m)
		.slice(1)
		.map((section): [string, string[]] => {
			const [name = '', ...lines] = section.split('\n');
			return [name, lines];
		}),
);

/** The rows of all tables, by resource and operation. */
const rows = new Map(
	[...sections].flatMap(([name, lines]) =>
		lines
			.filter((line) => line.startsWith('| '))
			.map((line): [string, string[]] => [`${name} > ${cellsOf(line)[0]}`, cellsOf(line)]),
	),
);

const pairs = Object.entries(resources).flatMap(([resource, { name, operations }]) =>
	Object.entries(operations).map(([operation, declared]) => ({
		resource,
		operation,
		name: `${name} > ${declared.name}`,
		declared,
	})),
);

test.each(pairs)(
	'docs/operations.md describes $name',
	({ resource, operation, name, declared }) => {
		const [, description, ...rest] = rows.get(name) ?? [];
		expect(description).toBe(declared.description);
		const fields = rest.pop() ?? '';
		for (const field of Object.values(declared.fields))
			for (const part of Object.values(field.optional ?? { field }))
				for (const { displayName } of part.properties) expect(fields).toContain(displayName);
		const said = Object.values(gateways).map((gateway) => {
			const handler = handlerOf(gateway, resource, operation);
			if ('missing' in handler) return handler.missing;
			const { since, engines = [] } = ('needs' in handler && handler.needs) || {};
			const parts = [since === undefined ? '' : `${since} or newer`, inWords(engines, 'or')];
			const needs = parts.filter((part) => part !== '').join(' with ');
			return needs === '' ? '✓' : `✓ needs ${needs}`;
		});
		const alone = sections.get(name.split(' > ')[0] ?? '') ?? [];
		expect(
			rest.map((cell, i) => (cell === '–' ? alone.find((line) => line === said[i]) : cell)),
		).toEqual(said);
	},
);

test('docs/operations.md describes no other operations', () => {
	const heads = Object.values(resources).flatMap(({ name }) => [
		`${name} > Operation`,
		`${name} > ---`,
	]);
	expect([...rows.keys()].sort()).toEqual([...pairs.map(({ name }) => name), ...heads].sort());
});

test('the short table lists every operation in the column of its gateways', () => {
	const [head = [], , ...lines] = operationsTable().split('\n').map(cellsOf);
	expect(head.slice(0, 2)).toEqual(['Resource', 'Every gateway']);
	for (const { resource, operation, declared } of pairs) {
		const having = Object.values(gateways).filter(
			(gateway) => !('missing' in handlerOf(gateway, resource, operation)),
		);
		const column =
			having.length === Object.keys(gateways).length
				? 'Every gateway'
				: `${having.map(({ name }) => name).join(' and ')} only`;
		const line = lines.find(([name]) => name === `**${resources[resource]?.name}**`);
		expect(line?.[head.indexOf(column)]?.split(', ')).toContain(declared.name);
	}
});

test('the tables are written between their marks, and only once', () => {
	const marked = (name: string): string => `<!-- ${name}:start -->\nold\n<!-- ${name}:end -->\n`;
	const readme = `before\n${marked('credential')}between\n${marked('operations')}after\n`;
	const written = withTables(readme);
	for (const table of [credentialTable(), operationsTable()]) expect(written).toContain(table);
	expect(written).not.toContain('old');
	expect(written).toMatch(/^before\n[^]*\nbetween\n[^]*\nafter\n$/);
	expect(withTables(written)).toBe(written);
	expect(() => withTables('no marks')).toThrow('credential:start');
});

test.each([
	['credential.md', credentialPage],
	['errors.md', errorsPage],
	['operations.md', operationsPage],
])('docs/%s is up to date with npm run docs', (file, write) => {
	expect(readFileSync(path.join(__dirname, '..', 'docs', file), 'utf8')).toBe(write());
});

test('the proofs in docs/trigger.md are up to date with npm run docs', () => {
	const page = readFileSync(path.join(__dirname, '../docs/trigger.md'), 'utf8');
	expect(withProofs(page)).toBe(page);
	expect(() => withProofs('no marks')).toThrow('no marks');
});

test('docs/errors.md lists every error case', () => {
	const page = errorsPage();
	const rows = Object.values(cases).flat();
	expect(
		page.split('\n').filter((line) => line.endsWith('` |') && !line.startsWith('| `')),
	).toHaveLength(rows.length);
	for (const { hint, title } of rows) {
		expect(page).toContain(`| ${title} |`);
		expect(page).toContain(`| ${hint} |`);
	}
});

test('docs/credential.md lists every mistake, without unfilled placeholders', () => {
	const page = credentialPage();
	for (const { title } of [unreachable, ...mistakes]) expect(page).toContain(`| ${title} |`);
	expect(page).not.toMatch(/[{}]/);
});

describe('pictures in the docs', () => {
	const root = path.join(__dirname, '..');
	const folder = path.join(root, 'docs/pictures');
	const pages = ['README.md', ...readdirSync(path.join(root, 'docs')).map((name) => `docs/${name}`)]
		.filter((page) => page.endsWith('.md'))
		.map((page) => ({ page, text: readFileSync(path.join(root, page), 'utf8') }));
	const shown = pages.flatMap(({ page, text }) =>
		[...text.matchAll(/!\[([^\]]*)\]\(([^)]+)\)/g)].map(([, about = '', file = '']) => ({
			about,
			file: path.relative(root, path.resolve(root, path.dirname(page), file)),
		})),
	);

	test('are all shown, and all shown pictures exist', () => {
		const files = readdirSync(folder).map((name) => `docs/pictures/${name}`);
		expect([...new Set(shown.map(({ file }) => file))].sort()).toEqual(files.sort());
	});

	test.each(shown)(
		'$file has an alternative text, the right width and a small size',
		({ about, file }) => {
			expect(about.split(' ').length).toBeGreaterThan(5);
			const bytes = readFileSync(path.join(root, file));
			expect(bytes.subarray(1, 4).toString()).toBe('PNG');
			// A desktop screen, or a phone.
			expect([1280, 390]).toContain(bytes.readUInt32BE(16));
			expect(bytes.length).toBeLessThanOrEqual(150_000);
		},
	);
});
