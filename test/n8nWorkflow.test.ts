import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { N8N_WORKFLOWS, namesOfN8nWorkflow } from '../scripts/lib/n8nWorkflow';
import { projectRoot } from '../harness/paths';
import { testedVersions } from '../scripts/lib/testedVersions';

const shipped = ['nodes', 'credentials'].flatMap((folder) =>
	readdirSync(path.join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.map((file) => path.join(folder, file)),
);

const versions = N8N_WORKFLOWS.map((folder) => {
	const { version } = jest.requireActual<{ version: string }>(path.join(folder, 'package.json'));
	return [version, folder] as const;
});

test('the tested versions of n8n-workflow are those of the e2e suites', () => {
	expect(versions.map(([version]) => version)).toEqual(
		testedVersions.map(({ n8nWorkflow }) => n8nWorkflow),
	);
});

test('every n8n version has a CI job', () => {
	const jobs = readFileSync(path.join(projectRoot, '.github/workflows/ci.yml'), 'utf8');
	expect(jobs).toContain(`n8n: [${testedVersions.map(({ line }) => `'${line}'`).join(', ')}]`);
	// The job for queue mode uses the newest.
	expect(jobs).toContain(`hashFiles('e2e/n8n/${testedVersions.at(-1)?.line}/package-lock.json')`);
});

test.each(versions)('every name imported from n8n-workflow exists in %s', (_, folder) => {
	const module = jest.requireActual<object>(folder);
	const lacking = shipped.flatMap((file) =>
		[...namesOfN8nWorkflow(file, readFileSync(path.join(projectRoot, file), 'utf8'))]
			.filter((name) => !(name in module))
			.map((name) => `${file}: ${name}`),
	);
	expect(lacking).toEqual([]);
});

test.each([
	["import { sleep, type INode, a as b } from 'n8n-workflow'", ['sleep', 'a']],
	["import type { INode } from 'n8n-workflow'", []],
	["import n8n from 'n8n-workflow'", ['default']],
	["import * as n8n from 'n8n-workflow'", ['default']],
	["const n = require('n8n-workflow'); (0, n.sleep)(1); other.wake()", ['sleep']],
	["const { sleep, a: b } = require('n8n-workflow')", ['sleep', 'a']],
	["require('n8n-workflow').sleep(1); require('crypto').randomUUID()", ['sleep']],
])('finds the imported names in %s', (code, names) => {
	expect([...namesOfN8nWorkflow('code.ts', code)]).toEqual(names);
});
