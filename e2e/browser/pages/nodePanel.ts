import type { Locator, Page } from 'playwright-core';
import { until } from '../../../harness/until';
import { PATIENCE_MS } from './given';

type Kind = 'Actions' | 'Triggers';

const kindOf = (name: string): Kind => (name.startsWith('On ') ? 'Triggers' : 'Actions');

/** The panel for finding a node by typing, and then one of its actions. */
export class NodePanel {
	private readonly panel: Locator;

	constructor(private readonly page: Page) {
		this.panel = page.getByTestId('node-creator');
	}

	/** Types into the search box. */
	async search(text: string): Promise<void> {
		await this.panel.getByTestId('node-creator-search-bar').fill(text);
	}

	/** Waits until the search has found this node. */
	async shows(name: string): Promise<void> {
		await this.found(name).waitFor();
	}

	/** Opens a group of nodes; false if the panel does not show it. */
	async opens(group: string): Promise<boolean> {
		const isThere = await this.found(group)
			.waitFor({ timeout: PATIENCE_MS / 4 })
			.then(() => true)
			.catch(() => false);
		if (isThere) await this.found(group).click();
		return isThere;
	}

	/** Puts a node without actions onto the canvas, through n8n's page about the community node. */
	async add(name: string): Promise<void> {
		await this.found(name).click();
		await this.panel.getByRole('button', { name: 'Add to workflow' }).click();
	}

	/** Opens the actions of a node from the search results. */
	async choose(name: string): Promise<void> {
		await this.found(name).click();
		await this.category('Actions').or(this.category('Triggers')).first().waitFor();
	}

	/** The names of all triggers or actions, in order. */
	async names(kind: Kind): Promise<string[]> {
		await this.expand(kind);
		const count = Number(/\d+/.exec(await this.category(kind).innerText())?.[0]);
		// n8n renders a long list gradually.
		return await until(`list of ${count} ${kind}`, async () => {
			const all = await this.items().getByTestId('node-creator-item-name').allInnerTexts();
			const names = all.map((name) => name.trim()).filter((name) => kindOf(name) === kind);
			return names.length === count ? names : undefined;
		});
	}

	/** Scrolls to an action. */
	async scrollTo(name: string): Promise<void> {
		await this.expand(kindOf(name));
		// Waits until the list has stopped moving.
		await this.action(name).scrollIntoViewIfNeeded();
		await this.action(name).evaluate((item) => item.scrollIntoView({ block: 'center' }));
	}

	/** Adds a node with this action to the canvas. */
	async pick(name: string): Promise<void> {
		await this.expand(kindOf(name));
		await this.action(name).click();
	}

	private async expand(kind: Kind): Promise<void> {
		const category = this.category(kind);
		await category.waitFor();
		// n8n turns the icon of an open category downwards.
		const closed = category.locator('[data-icon="chevron-up"]');
		if ((await closed.count()) > 0) await category.click();
		await category.locator('[data-icon="chevron-down"]').waitFor();
	}

	private category(kind: Kind): Locator {
		return this.panel.getByTestId('node-creator-category-item').filter({ hasText: kind });
	}

	private items(): Locator {
		return this.panel.getByTestId('item-iterator-item');
	}

	private found(name: string): Locator {
		return this.panel.getByTestId('node-creator-item-name').getByText(name, { exact: true });
	}

	private action(name: string): Locator {
		const exactly = this.page
			.getByTestId('node-creator-item-name')
			.getByText(name, { exact: true });
		return this.items().filter({ has: exactly });
	}
}
