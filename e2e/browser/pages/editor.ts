import type { Page } from 'playwright-core';
import { until } from '../../../harness/until';
import { NodePanel } from './nodePanel';
import { NodeView } from './nodeView';

/** n8n's canvas with one workflow on it. */
export class Editor {
	readonly nodePanel: NodePanel;
	readonly node: NodeView;

	constructor(
		readonly page: Page,
		private readonly url: string,
	) {
		this.nodePanel = new NodePanel(page);
		this.node = new NodeView(page);
	}

	/** Opens an empty canvas. */
	async begin(): Promise<void> {
		await this.page.goto(`${this.url}/workflow/new`);
		await this.page.getByTestId('canvas-add-button').waitFor();
	}

	/** Opens a stored workflow. */
	async open(workflowId: string): Promise<void> {
		await this.page.goto(`${this.url}/workflow/${workflowId}`);
		await this.page.getByTestId('canvas-node').first().waitFor();
	}

	/** The id under which n8n saved the workflow. */
	get workflowId(): string {
		return new URL(this.page.url()).pathname.split('/')[2] ?? '';
	}

	/** Opens the panel for the first node. */
	async addFirst(): Promise<void> {
		await this.page.getByTestId('canvas-add-button').getByRole('button').click();
	}

	/** Opens the panel for a node after the last one. */
	async addBehind(): Promise<void> {
		await this.page.getByTestId('canvas-handle-plus').last().click();
	}

	/**
	 * Opens the panel for a tool of the only agent, and a group in it. Until n8n knows its nodes, it opens the panel of
	 * all AI nodes instead, and stays there.
	 */
	async addTool(group: string): Promise<void> {
		const plus = this.page
			.locator('[data-handleid="inputs/ai_tool/0"]')
			.getByTestId('canvas-handle-plus');
		await until(`"${group}" among the tools`, async () => {
			await plus.click();
			if (await this.nodePanel.opens(group)) return true;
			await this.page.keyboard.press('Escape');
			return undefined;
		});
	}

	async openNode(name: string): Promise<void> {
		await this.page.getByTestId('canvas-node').filter({ hasText: name }).dblclick();
		await this.node.isOpen();
	}

	/** Publishes the workflow, and waits until n8n confirms it. */
	async publish(): Promise<void> {
		await this.page.getByTestId('workflow-open-publish-modal-button').click();
		const dialog = this.page.getByTestId('workflowPublish-modal');
		await dialog.getByRole('button', { name: 'Publish' }).click();
		const told = this.page.getByTestId('activation-modal');
		await told.getByRole('button', { name: 'Got it' }).click();
		await this.page.getByRole('button', { name: 'Published' }).waitFor();
	}

	/** Opens the list of executions, and waits until a successful one is shown with its nodes. */
	async showSuccess(): Promise<void> {
		await this.page.getByTestId('radio-button-executions').click();
		await this.page.getByTestId('execution-preview-label').getByText('Succeeded').waitFor();
		const preview = this.page.getByTestId('execution-preview-host');
		await preview.getByTestId('canvas-node').first().waitFor();
	}
}
