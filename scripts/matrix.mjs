import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { e2eProgram } from './lib/e2e.mjs';
import { projectRoot } from './lib/install.mjs';
import { launch } from './lib/launch.mjs';
import { N8N_LINES, NEWEST_LINE, pinned } from './lib/n8n.mjs';
import { runMain } from './lib/steps.mjs';

/** The exit code of suites ended by a signal. */
const ENDED = 130;
const RESULTS = path.join(projectRoot, '.work/matrix');

/** Runs every suite on every version of n8n; with --quick the older ones run only the core suites. */
await runMain(async () => {
	const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
	rmSync(RESULTS, { recursive: true, force: true });
	mkdirSync(RESULTS, { recursive: true });
	const rows = [];
	let worst = 0;
	for (const line of [...N8N_LINES].reverse()) {
		const release = pinned(line);
		console.log(`\n=== n8n ${release.version}`);
		const start = Date.now();
		const file = path.join(RESULTS, `${line}.json`);
		const program = e2eProgram({
			core: values.quick && line !== NEWEST_LINE,
			more: ['--json', `--outputFile=${file}`],
		});
		// A version that does not even start is a row of the table, and no reason to skip the others.
		const code = await launch(program, { n8n: release }).catch((error) => {
			console.error(error.message);
			return 1;
		});
		// A signal is meant for all of them.
		if (code === ENDED) return code;
		worst = Math.max(worst, code);
		rows.push(...suitesOf(release.version, file, Date.now() - start));
	}
	console.log(`\n${table(rows)}`);
	return worst;
});

function suitesOf(n8n, file, tookMs) {
	let results;
	try {
		({ testResults: results } = JSON.parse(readFileSync(file, 'utf8')));
	} catch {
		return [
			{ n8n, suite: 'did not run', passed: 0, failed: 1, seconds: Math.round(tookMs / 1000) },
		];
	}
	return results
		.map(({ name, assertionResults, startTime, endTime, status }) => {
			const count = (wanted) => assertionResults.filter((test) => test.status === wanted).length;
			const failed = count('failed') || (status === 'failed' ? 1 : 0);
			return {
				n8n,
				suite: path.basename(name, '.test.ts'),
				passed: count('passed'),
				failed,
				seconds: Math.round((endTime - startTime) / 1000),
			};
		})
		.sort((a, b) => a.suite.localeCompare(b.suite));
}

/** Columns of text, with numbers aligned to the right. */
function table(rows) {
	const columns = ['n8n', 'suite', 'passed', 'failed', 'seconds'];
	const lines = [columns, ...rows.map((row) => columns.map((column) => String(row[column])))];
	const widths = columns.map((_, i) => Math.max(...lines.map((cells) => cells[i].length)));
	return lines
		.map((cells) =>
			cells
				.map((cell, i) => (i < 2 ? cell.padEnd(widths[i]) : cell.padStart(widths[i])))
				.join('  '),
		)
		.join('\n');
}
