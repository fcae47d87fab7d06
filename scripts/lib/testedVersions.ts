import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../harness/paths';

const PINS = path.join(projectRoot, 'e2e/n8n');

/** A version of n8n that the suites run on, as pinned by e2e/n8n. */
export interface Tested {
	/** The value for `--n8n`, such as 2.8. */
	readonly line: string;
	readonly n8n: string;
	readonly n8nWorkflow: string;
}

interface Lockfile {
	readonly packages: Readonly<Record<string, { readonly version?: string }>>;
}

/** Oldest first. */
export const testedVersions: readonly Tested[] = readdirSync(PINS)
	.sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
	.map((line) => {
		const text = readFileSync(path.join(PINS, line, 'package-lock.json'), 'utf8');
		const { packages } = JSON.parse(text) as Lockfile;
		const version = (name: string) => packages[`node_modules/${name}`]?.version ?? '';
		return { line, n8n: version('n8n'), n8nWorkflow: version('n8n-workflow') };
	});

const MARKS = /(<!-- n8n:start -->)[\s\S]*?(<!-- n8n:end -->)/;

/** The README with the tested versions between its marks. */
export function withVersions(readme: string): string {
	const names = testedVersions.map(({ n8n }) => n8n);
	const sentence = `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
	return readme.replace(MARKS, `$1${sentence}$2`);
}
