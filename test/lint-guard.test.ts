import { execFileSync } from 'node:child_process';
import path from 'node:path';

const PROJECT = path.resolve(__dirname, '..');

/** A plugin is an ES module, which Jest cannot load, so the linter runs in a separate process, once for all cases. */
const LINT_ALL = `
	const { loadESLint } = require('eslint');
	(async () => {
		const ESLint = await loadESLint({ useFlatConfig: false });
		const eslint = new ESLint();
		const found = [];
		for (const [filePath, code] of JSON.parse(process.argv[1])) {
			const [result] = await eslint.lintText(code, { filePath });
			found.push(result.messages.map(({ ruleId }) => ruleId));
		}
		console.log(JSON.stringify(found));
	})();
`;

const IMPORTS = '@typescript-eslint/no-restricted-imports';
const SYNTAX = 'no-restricted-syntax';

interface Case {
	what: string;
	file: string;
	code: string;
	/** The rule that refuses it; null for code that may be shipped. */
	refusedBy: string | null;
}

const NODE_FILE = 'nodes/WhatsApp/transport/example.ts';
const CREDENTIAL_FILE = 'credentials/Example.credentials.ts';

const CASES: Case[] = [
	{
		what: 'a devDependency in a node',
		file: NODE_FILE,
		code: "import axios from 'axios';\nexport const get = axios.get;\n",
		refusedBy: IMPORTS,
	},
	{
		what: 'a devDependency in a credential',
		file: CREDENTIAL_FILE,
		code: "import axios from 'axios';\nexport const get = axios.get;\n",
		refusedBy: IMPORTS,
	},
	{
		what: 'a package that n8n happens to have',
		file: NODE_FILE,
		code: "export { DateTime } from 'luxon';\n",
		refusedBy: IMPORTS,
	},
	{
		what: 'the file system',
		file: NODE_FILE,
		code: "import { readFileSync } from 'node:fs';\nexport const read = readFileSync;\n",
		refusedBy: IMPORTS,
	},
	{
		what: 'a room that is not shipped',
		file: NODE_FILE,
		code: "import { World } from '../../../sandbox';\nexport const world = new World();\n",
		refusedBy: IMPORTS,
	},
	{
		what: 'require',
		file: NODE_FILE,
		code: "export const axios: unknown = require('axios');\n",
		refusedBy: SYNTAX,
	},
	{
		what: 'a dynamic import',
		file: NODE_FILE,
		code: "export const load = async (): Promise<unknown> => await import('axios');\n",
		refusedBy: SYNTAX,
	},
	{
		what: 'the console',
		file: NODE_FILE,
		code: "console.log('loaded');\n",
		refusedBy: 'no-console',
	},
	{
		what: 'a regular expression in a display condition',
		file: CREDENTIAL_FILE,
		code: "export const show = { baseUrl: [{ _cnd: { regex: '^http' } }] };\n",
		refusedBy: SYNTAX,
	},
	{
		what: 'n8n-workflow, crypto and own files',
		file: NODE_FILE,
		code: [
			"import { createHmac } from 'node:crypto';",
			"import { sleep } from 'n8n-workflow';",
			"import { own } from './own';",
			'export const all = [createHmac, sleep, own];\n',
		].join('\n'),
		refusedBy: null,
	},
	{
		what: 'types of a devDependency',
		file: NODE_FILE,
		code: "import type { AxiosError } from 'axios';\nexport type Problem = AxiosError;\n",
		refusedBy: null,
	},
];

let found: string[][];

beforeAll(() => {
	const texts = CASES.map(({ file, code }) => [file, code]);
	const output = execFileSync(process.execPath, ['-e', LINT_ALL, JSON.stringify(texts)], {
		cwd: PROJECT,
		env: { ...process.env, NODE_NO_WARNINGS: '1' },
		encoding: 'utf8',
	});
	found = JSON.parse(output) as string[][];
});

for (const [index, { what, refusedBy }] of CASES.entries()) {
	test(`shipped code may ${refusedBy === null ? 'use' : 'not use'} ${what}`, () => {
		if (refusedBy === null) expect(found[index]).toEqual([]);
		else expect(found[index]).toContain(refusedBy);
	});
}
