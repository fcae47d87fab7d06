import { chromium } from 'playwright-core';
import { onShutdown, shutDown } from '../../harness/shutdown';
import startN8nOfAllSuites from '../setup';
import { given, PATIENCE_MS } from './pages/given';

/**
 * Starts n8n, and one browser for all suites. It is started here rather than by a suite, because it must be closed
 * together with n8n however the run ends.
 */
export default async function setup(): Promise<void> {
	await startN8nOfAllSuites();
	try {
		const browser = await chromium.launchServer({
			executablePath: given('CHROMIUM'),
			// The pages are this project's and n8n's own, and in a container Chromium cannot sandbox a process of root.
			chromiumSandbox: false,
			// A signal ends the run, which also stops n8n; the browser must not end before that.
			handleSIGINT: false,
			handleSIGTERM: false,
			handleSIGHUP: false,
			timeout: PATIENCE_MS,
		});
		onShutdown(() => browser.close());
		process.env.BROWSER_ENDPOINT = browser.wsEndpoint();
	} catch (error) {
		await shutDown();
		throw error;
	}
}
