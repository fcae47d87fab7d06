import { stat } from 'node:fs/promises';
import path from 'node:path';
import { chromium, selectors, type BrowserContext, type Page } from 'playwright-core';
import { until } from '../../../harness/until';
import { given, PATIENCE_MS } from './given';

const DESKTOP = { width: 1280, height: 800 };

/** Largest size of a picture in the docs. */
const PICTURE_BYTES = 150_000;

/** Counts mouse clicks for as long as the tab is open. */
const COUNT_CLICKS = `addEventListener('pointerdown', ({ isTrusted }) => {
	if (isTrusted) sessionStorage.setItem('clicks', Number(sessionStorage.getItem('clicks')) + 1);
}, true)`;

/** A browser with one person's cookies. */
export interface Visit {
	readonly context: BrowserContext;
	close(): Promise<void>;
}

/**
 * Opens the browser as a first-time user. Nothing is kept afterwards.
 *
 * @param cookie of somebody who is signed in at `url`, as in a request header
 */
export async function visit(url: string, cookie = ''): Promise<Visit> {
	selectors.setTestIdAttribute('data-test-id');
	const browser = await chromium.connect(given('BROWSER_ENDPOINT'), { timeout: PATIENCE_MS });
	const context = await browser.newContext({
		viewport: DESKTOP,
		colorScheme: 'light',
		locale: 'en-US',
	});
	context.setDefaultTimeout(PATIENCE_MS);
	await context.addInitScript({ content: COUNT_CLICKS });
	const cookies = cookie.split('; ').flatMap((pair) => {
		const at = pair.indexOf('=');
		return at < 0 ? [] : [{ name: pair.slice(0, at), value: pair.slice(at + 1), url }];
	});
	await context.addCookies(cookies);
	return { context, close: () => browser.close() };
}

/** How many clicks this page has had since it was opened. */
export const clicksOn = async (page: Page): Promise<number> =>
	await page.evaluate<number>(`Number(sessionStorage.getItem('clicks'))`);

/**
 * Takes a picture of the page, without n8n's temporary notifications. It fails if the picture is too large for the
 * docs.
 */
export async function picture(page: Page, name: string): Promise<void> {
	const file = path.join(given('BROWSER_PICTURES'), `${name}.png`);
	await page.mouse.move(0, 0);
	// n8n's buttons are blank while their action is running, and for a moment longer.
	const busy = page.locator('.n8n-spinner').filter({ visible: true });
	await until('rest in the editor', async () => (await busy.count()) === 0);
	const style = '.el-notification { display: none !important }';
	await page.screenshot({ path: file, animations: 'disabled', caret: 'hide', style });
	const { size } = await stat(file);
	if (size > PICTURE_BYTES)
		throw new Error(`${file} has ${size} bytes: more than ${PICTURE_BYTES}`);
}

/**
 * The steps of a walk. Each is a test that continues where the previous one ended. If one fails, a picture shows where,
 * and the ones after it fail at once instead of waiting in vain.
 */
export function walk(
	pages: () => readonly Page[],
): (name: string, step: () => Promise<void>) => void {
	let broken: string | undefined;
	return (name, step) => {
		test(name, async () => {
			if (broken !== undefined) throw new Error(`The walk has ended before this: ${broken}`);
			try {
				await step();
			} catch (error) {
				broken = name;
				await Promise.all(pages().map((page, i) => failurePicture(page, `${name} ${i + 1}`)));
				throw error;
			}
		});
	};
}

async function failurePicture(page: Page, name: string): Promise<void> {
	const file = `failed: ${name}`.replace(/[^\w]+/g, '-');
	const at = path.join(given('BROWSER_FAILURES'), `${file}.png`);
	await page.screenshot({ path: at }).catch(() => undefined);
	console.error(`What the browser showed is in ${at}`);
}
