import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ensureChromium } from './lib/chromium.mjs';
import { readArguments } from './lib/e2e.mjs';
import { ensureInstalled, projectRoot } from './lib/install.mjs';
import { launch } from './lib/launch.mjs';
import { runMain } from './lib/steps.mjs';

const LOOKED_AT = path.join(projectRoot, '.work/browser');
const SHOWN = path.join(projectRoot, 'docs/pictures');

/**
 * Clicks through the editor of an n8n, the newest unless --n8n names another, in a real browser. It saves pictures to
 * .work/browser; --pictures renews those of the docs. Other arguments go to Jest.
 */
await runMain(async () => {
	const { release, more } = readArguments(process.argv.slice(2));
	const own = more.filter((argument) => argument !== '--pictures');
	await ensureInstalled();
	process.env.CHROMIUM = await ensureChromium();
	process.env.BROWSER_PICTURES = own.length < more.length ? SHOWN : LOOKED_AT;
	process.env.BROWSER_FAILURES = LOOKED_AT;
	rmSync(LOOKED_AT, { recursive: true, force: true });
	for (const folder of [LOOKED_AT, process.env.BROWSER_PICTURES])
		mkdirSync(folder, { recursive: true });
	const jest = ['node_modules/jest/bin/jest.js', '--config', 'e2e/browser/jest.config.js'];
	return await launch([...jest, '--runInBand', ...own], { n8n: release });
});
