import type { Locator, Page } from 'playwright-core';
import { until } from '../../../harness/until';

/** The sandbox's phone, on which a test plays the other person. */
export class PhonePage {
	constructor(
		readonly page: Page,
		private readonly url: string,
	) {}

	async visit(): Promise<void> {
		await this.page.goto(this.url);
		await this.page.getByRole('status').getByText('live').waitFor();
	}

	async open(chat: string): Promise<void> {
		await this.chat(chat).click();
		await this.page.getByLabel('Conversation').locator('#title').getByText(chat).waitFor();
	}

	/** Goes back, on a narrow page that shows one thing at a time. */
	async back(): Promise<void> {
		await this.page.getByRole('button', { name: '‹' }).click();
	}

	chat(name: string): Locator {
		return this.page.getByLabel('Chats').getByRole('button', { name });
	}

	/** Writes as the other person of the open chat. */
	async write(text: string): Promise<void> {
		await this.page.getByLabel('Message', { exact: true }).fill(text);
		await this.page.getByRole('button', { name: 'Write', exact: true }).click();
	}

	message(text: string | RegExp): Locator {
		return this.page.getByLabel('Messages').getByRole('listitem').filter({ hasText: text });
	}

	/** Waits until a message is shown, completely in sight. */
	async sees(text: string | RegExp): Promise<Locator> {
		const message = this.message(text).last();
		await message.waitFor();
		await until(`sight of "${text}" on the phone`, async () => await this.isInSight(message));
		return message;
	}

	/** How far the conversation is scrolled, in pixels from its beginning. */
	async scrolled(): Promise<number> {
		return await this.frame.evaluate((frame) => frame.scrollTop);
	}

	/** Turns the mouse wheel until the beginning of the conversation is reached. */
	async scrollUp(): Promise<void> {
		await this.frame.hover();
		await until('beginning of the conversation', async () => {
			await this.page.mouse.wheel(0, -400);
			return (await this.scrolled()) === 0;
		});
	}

	/** Whether the lower end of a message is within the visible conversation. */
	async isInSight(message: Locator): Promise<boolean> {
		const [box, frame] = await Promise.all([message.boundingBox(), this.frame.boundingBox()]);
		if (!box || !frame) return false;
		const end = box.y + box.height;
		return end > frame.y && end <= frame.y + frame.height + 1;
	}

	private get frame(): Locator {
		return this.page.locator('#frame');
	}
}
