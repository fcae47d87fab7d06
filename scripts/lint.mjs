import { ensureInstalled, projectRoot } from './lib/install.mjs';
import { handOver, runMain } from './lib/steps.mjs';

/** n8n's lint plugins are written for the older configuration format, which ESLint 9 reads only when told so. */
const eslintEnv = { ...process.env, ESLINT_USE_FLAT_CONFIG: 'false', NODE_NO_WARNINGS: '1' };

const CHECKS = [
	[
		'eslint/bin/eslint.js',
		'--ext',
		'.ts,.js,.mjs',
		'.',
		'package.json',
		'nodes/**/*.json',
		'--no-error-on-unmatched-pattern',
	],
	['prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'],
	['typescript/bin/tsc', '--noEmit'],
	// Checks the shipped code against the n8n-workflow of the newest and of the oldest n8n, too.
	['typescript/bin/tsc', '--noEmit', '-p', 'scripts/types/tsconfig.newest.json'],
	['typescript/bin/tsc', '--noEmit', '-p', 'scripts/types/tsconfig.oldest.json'],
];

await runMain(async () => {
	await ensureInstalled();
	let failed = 0;
	for (const [program, ...args] of CHECKS) {
		console.log(`• ${program.split('/')[0]}`);
		const code = await handOver([process.execPath, `node_modules/${program}`, ...args], {
			cwd: projectRoot,
			env: eslintEnv,
		});
		if (code !== 0) failed += 1;
	}
	return failed === 0 ? 0 : 1;
});
