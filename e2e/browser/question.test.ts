import path from 'node:path';
import type { Page } from 'playwright-core';
import type { INodeParameters } from 'n8n-workflow';
import { answersIn } from '../../harness/bot';
import {
	asker,
	asking,
	DOUBLE,
	ended,
	linksIn,
	outputOf,
	AFTER,
	questionTo,
} from '../../harness/question';
import { startSuite, type Suite } from '../../harness/suite';
import { visit, type Visit } from './pages/browser';
import { given } from './pages/given';

/** The page behind the link of a question, as it looks on a phone. */

const CHAT = '491701112222';
const JID = `${CHAT}@s.whatsapp.net`;
const PHONE = { width: 390, height: 640 };
/** Smallest size that a finger can press, in pixels. */
const FINGER = 44;
/** The contrast that WCAG requires for text (level AA). */
const CONTRAST = 4.5;

const MESSAGE =
	'Refund 49.90 EUR for order 1042?\n\nThe parcel came back on Monday, and the customer has written twice.';

let suite: Suite;
let tab: Visit;
let page: Page;
let complaints: string[];

beforeAll(async () => {
	suite = await startSuite({ warestLimits: { cooldownMs: 0 } });
});
afterAll(async () => await suite.sandbox.close());

afterEach(async () => {
	await tab.close();
	expect(complaints).toEqual([]);
});

/** Asks, and opens the link on a phone. */
async function openOnPhone(
	colorScheme: 'light' | 'dark',
	parameters: INodeParameters = {},
): Promise<string> {
	const node = asker(
		suite.credentials.waha,
		questionTo(CHAT, { ...DOUBLE, message: MESSAGE, ...parameters }),
	);
	const { id, status } = await suite.api.run({ ...asking(node), name: 'Refunds' });
	expect(status).toBe('waiting');
	tab = await visit(process.env.E2E_N8N_URL ?? '');
	page = await tab.context.newPage();
	await page.setViewportSize(PHONE);
	await page.emulateMedia({ colorScheme });
	complaints = [];
	page.on('console', (said) => {
		if (['error', 'warning'].includes(said.type())) complaints.push(said.text());
	});
	page.on('pageerror', ({ message }) => complaints.push(message));
	const link = linksIn(suite.sandbox, JID).at(-1) ?? '';
	page.on('request', (request) => {
		if (new URL(request.url()).origin !== new URL(link).origin) complaints.push(request.url());
	});
	await page.goto(link);
	return id;
}

/** Takes a picture. It hides nothing first, because that would add a style, which the page forbids. */
const picture = async (name: string): Promise<void> => {
	await page.screenshot({ path: path.join(given('BROWSER_PICTURES'), `${name}.png`) });
};

/** Checks that nothing is cut off, and every button is large enough. */
async function fitsTheHand(): Promise<void> {
	const isWide = 'document.documentElement.scrollWidth > document.documentElement.clientWidth';
	expect(await page.evaluate<boolean>(isWide)).toBe(false);
	for (const button of await page.getByRole('button').all()) {
		const box = await button.boundingBox();
		expect(box?.height).toBeGreaterThanOrEqual(FINGER);
		expect(box?.width).toBeGreaterThanOrEqual(FINGER);
	}
}

/** The contrast between each visible text and its background. */
const CONTRASTS = `(() => {
	const channels = (color) => (color.match(/[\\d.]+/g) ?? []).map(Number);
	const light = (color) => {
		const [r, g, b] = channels(color).slice(0, 3).map((part) => {
			const share = part / 255;
			return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
		});
		return 0.2126 * r + 0.7152 * g + 0.0722 * b;
	};
	const groundOf = (element) => {
		for (let at = element; at; at = at.parentElement) {
			const color = getComputedStyle(at).backgroundColor;
			const [, , , alpha = 1] = channels(color);
			if (alpha > 0) return color;
		}
		return 'rgb(255, 255, 255)';
	};
	return [...document.querySelectorAll('h1, p, label, button, textarea, span')].map((element) => {
		const [one, other] = [light(getComputedStyle(element).color), light(groundOf(element))];
		const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
		return { text: element.textContent, contrast };
	});
})()`;

async function canBeRead(): Promise<void> {
	const found = await page.evaluate<Array<{ text: string; contrast: number }>>(CONTRASTS);
	expect(found.length).toBeGreaterThan(2);
	expect(found.filter(({ contrast }) => contrast < CONTRAST)).toEqual([]);
}

test.each(['light', 'dark'] as const)(
	'a decision by keyboard, with readable texts in %s colors',
	async (colorScheme) => {
		const id = await openOnPhone(colorScheme);
		expect(await page.title()).toBe('Refunds');
		expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Refunds');
		expect(await page.locator('.message').innerText()).toBe(MESSAGE);
		await fitsTheHand();
		await canBeRead();
		await picture(colorScheme === 'light' ? 'approval' : 'approval-dark');
		// Without touch: the keyboard reaches both buttons, and the second is pressed.
		await page.keyboard.press('Tab');
		expect(await page.evaluate<string>('document.activeElement.textContent')).toBe('Approve');
		await page.keyboard.press('Tab');
		await page.keyboard.press('Enter');
		const done = page.getByRole('status');
		await done.waitFor();
		expect(await done.innerText()).toBe('Your answer was sent: Decline');
		await fitsTheHand();
		await canBeRead();
		if (colorScheme === 'light') await picture('approval-done');
		expect(outputOf(await ended(suite.api, id), AFTER)).toEqual([
			{ data: { approved: false, respondedAt: expect.any(String) } },
		]);
	},
);

test('a written answer requires text and reaches the workflow', async () => {
	const id = await openOnPhone('light', {
		responseType: 'freeText',
		message: 'Where shall we send order 1042?',
		options: { responseFormTitle: 'Your order', responseFormButtonLabel: 'Send' },
	});
	await fitsTheHand();
	await canBeRead();
	const words = page.getByRole('textbox', { name: 'Your answer' });
	await page.getByRole('button', { name: 'Send' }).click();
	// The browser itself requires a text, and posts nothing.
	expect(await page.locator('textarea:invalid').count()).toBe(1);
	await words.fill('To the office.\nThank you!');
	await picture('approval-words');
	await words.fill('   ');
	await page.getByRole('button', { name: 'Send' }).click();
	await page.getByRole('alert').waitFor();
	complaints = complaints.filter((said) => !said.includes('400'));
	await canBeRead();
	await words.fill('To the office.\nThank you!');
	await page.getByRole('button', { name: 'Send' }).click();
	await page.getByText('Your answer was sent.').waitFor();
	expect(outputOf(await ended(suite.api, id), AFTER)).toEqual([
		{ data: { text: 'To the office.\nThank you!', respondedAt: expect.any(String) } },
	]);
	expect(answersIn(suite.sandbox, JID).at(-1)).toContain('\n\nRespond:\nhttp');
});

test('very long words fit the screen, and a changed link shows nothing', async () => {
	const long = 'x'.repeat(200);
	const id = await openOnPhone('dark', {
		message: `Refund ${long}?`,
		options: { responseFormTitle: long },
		approvalOptions: {
			values: { approvalType: 'double', approveLabel: long, disapproveLabel: 'Decline' },
		},
	});
	await fitsTheHand();
	const link = page.url();
	const url = new URL(link);
	url.searchParams.set('question', '0'.repeat(32));
	await page.goto(url.toString());
	expect(await page.getByText('Refund').count()).toBe(0);
	// That page is n8n's own, and requests a font.
	complaints = [];
	await page.goto(link);
	await page.getByRole('button', { name: long }).click();
	await page.getByRole('status').waitFor();
	await fitsTheHand();
	await ended(suite.api, id);
});
