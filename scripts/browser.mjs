import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ensureChromium } from './lib/chromium.mjs';
import { ensureInstalled, projectRoot } from './lib/install.mjs';
import { launch } from './lib/launch.mjs';
import { NEWEST_LINE, pinned } from './lib/n8n.mjs';
import { runMain } from './lib/steps.mjs';

const LOOKED_AT = path.join(projectRoot, '.work/browser');
const SHOWN = path.join(projectRoot, 'docs/pictures');

/**
 * Clicks through the editor of the newest n8n in a real browser. The pictures it takes go to .work/browser; with
 * --pictures those of the docs are taken anew. Everything else is Jest's.
 */
await runMain(async () => {
	const args = process.argv.slice(2);
	const own = args.filter((argument) => argument !== '--pictures');
	await ensureInstalled();
	process.env.CHROMIUM = await ensureChromium();
	process.env.BROWSER_PICTURES = own.length < args.length ? SHOWN : LOOKED_AT;
	process.env.BROWSER_FAILURES = LOOKED_AT;
	rmSync(LOOKED_AT, { recursive: true, force: true });
	for (const folder of [LOOKED_AT, SHOWN]) mkdirSync(folder, { recursive: true });
	const jest = ['node_modules/jest/bin/jest.js', '--config', 'e2e/browser/jest.config.js'];
	return await launch([...jest, '--runInBand', ...own], { n8n: pinned(NEWEST_LINE) });
});
