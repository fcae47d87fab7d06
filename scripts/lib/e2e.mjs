import { parseArgs } from 'node:util';
import { NEWEST_LINE, releaseNamed } from './n8n.mjs';

/**
 * The minimum for every version of n8n: loading, the credential, the lists, an action, its failure, the schemas and the
 * trigger.
 */
const CORE_SUITES = [
	'loading',
	'credential',
	'lists',
	'portability',
	'errorBranch',
	'schemas',
	'trigger',
	'healing',
];

/** The command line of Jest with the suites that need a real n8n. */
export const e2eProgram = ({ core = false, more = [] }) => [
	'node_modules/jest/bin/jest.js',
	'--config',
	'e2e/jest.config.js',
	'--runInBand',
	...more,
	...(core ? CORE_SUITES.map((suite) => `suites/${suite}\\.test`) : []),
];

/** Arguments that are read here; the others go to Jest. */
const OWN = {
	n8n: { type: 'string' },
	core: { type: 'boolean' },
	queue: { type: 'boolean' },
	short: { type: 'boolean' },
};

/**
 * Reads `--n8n 2.8`, `--core`, `--queue` and `--short`; everything else goes to Jest.
 *
 * @param {string[]} args
 * @returns {{ release: import('./n8n.mjs').Release, core: boolean, queue: boolean, short: boolean, more: string[] }}
 */
export function readArguments(args) {
	const { values, tokens } = parseArgs({
		args,
		options: OWN,
		strict: false,
		tokens: true,
		allowPositionals: true,
	});
	const own = tokens.flatMap((token) => {
		if (token.kind !== 'option' || !Object.hasOwn(OWN, token.name)) return [];
		return token.name === 'n8n' && !token.inlineValue
			? [token.index, token.index + 1]
			: [token.index];
	});
	return {
		release: releaseNamed(values.n8n ?? NEWEST_LINE),
		core: values.core === true,
		queue: values.queue === true,
		short: values.short === true,
		more: args.filter((_, index) => !own.includes(index)),
	};
}
