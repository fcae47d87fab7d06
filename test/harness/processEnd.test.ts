import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { until } from '../support/until';

const ROOT = path.resolve(__dirname, '../..');

/** A suite that starts a program, writes down its process id, and never ends. */
const suiteFor = (pidFile: string): string => `
	const { writeFileSync } = require('node:fs');
	const { startProgram } = require(${JSON.stringify(path.join(ROOT, 'harness/process'))});
	test('waits', async () => {
		const { exited, pid } = startProgram(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { env: {} });
		writeFileSync(${JSON.stringify(pidFile)}, String(pid));
		await exited;
	});
`;

const isAlive = (pid: number): boolean => {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
};

/** Runs Jest as for the suites in a real n8n, but without n8n. */
function startJest(folder: string, pidFile: string): ChildProcess {
	const suite = path.join(folder, 'waiting.test.js');
	writeFileSync(suite, suiteFor(pidFile));
	const config = path.join(folder, 'jest.config.js');
	writeFileSync(
		config,
		`module.exports = { ...require(${JSON.stringify(path.join(ROOT, 'e2e/jest.config'))}), ...${JSON.stringify(
			{ rootDir: ROOT, roots: [folder], testMatch: [suite], reporters: [] },
		)}, globalSetup: undefined, globalTeardown: undefined };`,
	);
	return spawn(
		process.execPath,
		[path.join(ROOT, 'node_modules/jest/bin/jest.js'), '--config', config],
		{ cwd: ROOT, stdio: 'ignore' },
	);
}

// At the same time, because each mostly waits for Jest to start and for the system to forget the process.
test.concurrent.each(['SIGTERM', 'SIGINT', 'SIGKILL'] as const)(
	'a program that a suite has started ends when %s ends the test run',
	async (signal) => {
		const folder = mkdtempSync(path.join(tmpdir(), 'process-end-'));
		try {
			const pidFile = path.join(folder, 'pid');
			const jest = startJest(folder, pidFile);
			await until(() => existsSync(pidFile) && readFileSync(pidFile, 'utf8') !== '');
			const pid = Number(readFileSync(pidFile, 'utf8'));
			expect(isAlive(pid)).toBe(true);
			const exited = once(jest, 'exit');
			jest.kill(signal);
			await exited;
			await until(() => !isAlive(pid));
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
	},
);
