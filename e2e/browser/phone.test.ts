import type { Locator, Page } from 'playwright-core';
import { startSandbox, type Sandbox } from '../../sandbox';
import { writeOnPhone } from '../../harness/bot';
import { until } from '../../harness/until';
import { visit, type Visit } from './pages/browser';
import { PhonePage } from './pages/phonePage';

/** The sandbox's page in a browser; the server behind it is tested without one. */

const ANNA = '491701112222@s.whatsapp.net';
const NARROW = { width: 400, height: 780 };

let sandbox: Sandbox;
let tab: Visit;
let page: Page;
let phone: PhonePage;

beforeEach(async () => {
	sandbox = await startSandbox();
	tab = await visit(sandbox.phone.url);
	page = await tab.context.newPage();
	phone = new PhonePage(page, sandbox.phone.url);
});
afterEach(async () => {
	await tab.close();
	await sandbox.close();
});

const write = async (message: Record<string, unknown>): Promise<void> =>
	await writeOnPhone(sandbox, { chatId: ANNA, ...message });

/** An image of this size, as a phone would send it. */
function picture(width: number, height: number): Record<string, unknown> {
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="teal"/></svg>`;
	const dataUrl = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
	return { media: { kind: 'image', dataUrl, fileName: 'picture.svg' } };
}

async function writeMany(count: number): Promise<void> {
	for (let i = 1; i <= count; i++) await write({ text: `Line ${i}` });
}

async function box(of: Locator): Promise<{ x: number; width: number }> {
	const found = await of.boundingBox();
	if (!found) throw new Error('There is nothing to measure');
	return found;
}

describe('scrolling in a chat', () => {
	test('opens at the newest message, even if images load later', async () => {
		await writeMany(20);
		for (let i = 0; i < 3; i++) await write(picture(900, 900));
		await write({ text: 'The newest' });
		let release = (): void => undefined;
		const released = new Promise<void>((resolve) => (release = resolve));
		await page.route('**/api/file*', async (route) => {
			await released;
			await route.continue();
		});
		await phone.visit();
		await phone.open('Anna Lindt');
		await phone.sees('The newest');
		const before = await phone.scrolled();
		release();
		await until(
			'scrolling along with the pictures',
			async () => (await phone.scrolled()) > before + 500,
		);
		await phone.sees('The newest');
	});

	test('follows new messages, but shows a button to those who scrolled up', async () => {
		await writeMany(30);
		await phone.visit();
		await phone.open('Anna Lindt');
		await phone.sees('Line 30');
		await write({ text: 'One more' });
		await phone.sees('One more');
		await phone.scrollUp();
		await write({ text: 'Meanwhile' });
		const told = page.getByRole('button', { name: 'New messages' });
		await told.waitFor();
		expect(await phone.scrolled()).toBe(0);
		await told.click();
		await phone.sees('Meanwhile');
		expect(await told.isVisible()).toBe(false);
	});

	test('scrolls to the end when a message is written', async () => {
		await writeMany(30);
		await phone.visit();
		await phone.open('Anna Lindt');
		await phone.sees('Line 30');
		await phone.scrollUp();
		await phone.write('That was me');
		await phone.sees('That was me');
	});
});

test('shows formatting, and shows HTML as text', async () => {
	const markup = '<img src=x onerror="document.title = 1"> &amp;';
	await write({ text: `*bold* _italic_ ~strike~ \`code\`\n${markup}\n\`\`\`\na < b\n\`\`\`` });
	await phone.visit();
	await phone.open('Anna Lindt');
	const message = await phone.sees('bold italic');
	for (const [tag, text] of Object.entries({
		strong: 'bold',
		em: 'italic',
		s: 'strike',
		pre: 'a < b',
	}))
		expect([tag, await message.locator(tag).allInnerTexts()]).toEqual([tag, [text]]);
	expect(await message.innerText()).toContain(markup);
	expect(await message.locator('img').count()).toBe(0);
	expect(await page.title()).toBe('Sandbox phone');
	await phone.chat('Anna Lindt').locator('strong', { hasText: 'bold' }).waitFor();
});

test.each([
	['wide', 1600, 400],
	['tall', 300, 900],
	['small', 40, 40],
])('a message with a %s picture is no wider than the picture', async (_name, width, height) => {
	const text =
		'Words that would make the message a good deal wider than what is seen in it, if they could';
	await write({ text, ...picture(width, height) });
	await phone.visit();
	await phone.open('Anna Lindt');
	const message = await phone.sees('Words that');
	const image = message.locator('img');
	await until(
		'picture',
		async () => await image.evaluate((img: { complete: boolean }) => img.complete),
	);
	const [outer, inner] = [await box(message), await box(image)];
	expect(outer.width - inner.width).toBeLessThan(30);
	expect(inner.width).toBeLessThanOrEqual(321);
});

test('session states are shown in words', async () => {
	await phone.visit();
	const sessions = page.getByLabel('Sessions').getByRole('button');
	expect(await sessions.allInnerTexts()).toEqual([
		expect.stringContaining('connected'),
		expect.stringContaining('waiting for the QR code to be scanned'),
		expect.stringContaining('stopped'),
	]);
});

describe('on a screen of 400 pixels', () => {
	/** Checks that everything is inside the window, without horizontal scrolling. */
	async function fits(...parts: Locator[]): Promise<void> {
		const width = await page.evaluate<number>('document.scrollingElement.scrollWidth');
		expect(width).toBeLessThanOrEqual(NARROW.width);
		for (const part of parts) {
			const { x, width: own } = await box(part);
			expect(x).toBeGreaterThanOrEqual(0);
			expect(x + own).toBeLessThanOrEqual(NARROW.width);
		}
	}

	test('shows the chat list or one chat, with all controls inside the screen', async () => {
		await write({ text: 'x'.repeat(300) });
		await write({ text: 'A *film*', media: { kind: 'video' } });
		await write({ media: { kind: 'voice' } });
		await write({ text: 'Wide', ...picture(1600, 400) });
		await page.setViewportSize(NARROW);
		await phone.visit();
		await fits(phone.chat('Anna Lindt'), page.getByRole('button', { name: 'Open' }));
		expect((await box(phone.chat('Anna Lindt'))).width).toBe(NARROW.width);
		await phone.open('Anna Lindt');
		await phone.sees('Wide');
		const buttons = ['Write', 'Read', '+', '📞', '🎥', '💬'].map((name) =>
			page.getByRole('button', { name, exact: true }),
		);
		await fits(page.getByLabel('Message', { exact: true }), ...buttons);
		await fits(...(await page.getByLabel('Messages').getByRole('listitem').all()));
		expect(await phone.chat('Anna Lindt').isVisible()).toBe(false);
		await phone.write('From a small screen');
		await phone.sees('From a small screen');
		await phone.back();
		await phone.open('Bike Friends');
		await fits(...(await page.locator('#title').getByRole('button').all()));
	});
});
