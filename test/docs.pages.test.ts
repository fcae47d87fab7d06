import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CLOCK_TOLERANCE_SECONDS } from '../nodes/WhatsApp/gateways/setup/checks';

const PROJECT = path.join(__dirname, '..');
const read = (file: string): string => readFileSync(path.join(PROJECT, file), 'utf8');

const { name, version }: { name: string; version: string } = JSON.parse(read('package.json'));

const docs = readdirSync(path.join(PROJECT, 'docs')).filter((file) => file.endsWith('.md'));
const pages = ['README.md', ...docs.map((file) => `docs/${file}`)];

/** The anchors that GitHub gives to the headings of a page. */
const anchorsOf = (file: string): string[] =>
	[...read(file).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
		heading
			.toLowerCase()
			.replace(/[^\p{L}\p{N} _-]/gu, '')
			.replace(/ /g, '-'),
	);

/** The targets of all links of a page to files of the project. */
const linksOf = (file: string): string[] =>
	[...read(file).matchAll(/\]\(([^)\s]+)\)/g)]
		.map(([, target = '']) => target)
		.filter((target) => !/^https?:/.test(target));

test.each(pages)('all links in %s are valid', (page) => {
	const broken = linksOf(page).filter((target) => {
		const [file = '', anchor] = target.split('#');
		const place = file === '' ? page : path.join(path.dirname(page), file);
		if (!existsSync(path.join(PROJECT, place))) return true;
		return anchor !== undefined && !anchorsOf(place).includes(anchor);
	});
	expect(broken).toEqual([]);
});

test("the README's table lists every page of the docs", () => {
	const [, list = ''] = read('README.md').split('\n## Documentation\n');
	const [table = ''] = list.split('\n## ');
	const named = [...table.matchAll(/\]\(docs\/([^)]+)\)/g)].map(([, file]) => file);
	expect(named.sort()).toEqual([...docs].sort());
});

/** Everything that the suites in a real n8n do and set. */
const suites = ['e2e', 'harness']
	.flatMap((folder) =>
		readdirSync(path.join(PROJECT, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
			path.join(folder, file),
		),
	)
	.filter((file) => file.endsWith('.ts'))
	.map(read)
	.join('\n');

test.each(pages)('the e2e suites set every n8n variable named in %s', (page) => {
	const variables = [...read(page).matchAll(/`(N8N_[A-Z_]+|WEBHOOK_URL)\b/g)];
	expect(
		variables.map(([, variable = '']) => variable).filter((variable) => !suites.includes(variable)),
	).toEqual([]);
});

test('docs/troubleshooting.md lists every check and the clock tolerance', () => {
	const page = read('docs/troubleshooting.md');
	const [, section = ''] = page.split('## Ask the node first');
	const rows = [...(section.split('\n## ')[0] ?? '').matchAll(/^\| `(\w+)` \|/gm)].map(
		([, row]) => row,
	);
	const schema: { properties: { checks: { properties: object } } } = JSON.parse(
		read('nodes/WhatsApp/__schema__/v1.0.0/server/checkSetup.json'),
	);
	expect(rows).toEqual(Object.keys(schema.properties.checks.properties));
	expect(page).toContain(`at most ${CLOCK_TOLERANCE_SECONDS} seconds away`);
});

test("docs/installing.md has the package's current name and version", () => {
	expect(read('docs/installing.md')).toContain(`"dependencies": { "${name}": "${version}" }`);
});
