import { chromium } from 'playwright-core';
import { onShutdown, shutDown } from '../../harness/shutdown';
import startN8nOfAllSuites from '../setup';
import { given, PATIENCE_MS } from './pages/given';

/**
 * Starts n8n, and the one browser of all suites. It is started here and not by a suite, because it has to be put away with
 * n8n whichever end the run comes to.
 */
export default async function setup(): Promise<void> {
	await startN8nOfAllSuites();
	try {
		const browser = await chromium.launchServer({
			executablePath: given('CHROMIUM'),
			// The pages are this project's and n8n's own, and in a container Chromium has no sandbox to offer to root.
			chromiumSandbox: false,
			// A signal ends the run, which puts n8n away, too, and must not be overtaken.
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
