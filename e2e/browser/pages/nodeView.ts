import type { Locator, Page } from 'playwright-core';
import { until } from '../../../harness/until';
import { CredentialDialog } from './credentialDialog';

type Side = 'input' | 'output';

/** The view of one node: its input, parameters and output. */
export class NodeView {
	readonly credential: CredentialDialog;
	private readonly view: Locator;

	constructor(private readonly page: Page) {
		this.view = page.getByTestId('ndv');
		this.credential = new CredentialDialog(page);
	}

	async isOpen(): Promise<void> {
		await this.view.getByTestId('node-parameters').waitFor();
	}

	/** The title of the view. */
	async title(): Promise<string> {
		return (await this.view.getByTestId('node-title-container').innerText()).trim();
	}

	async close(): Promise<void> {
		await this.view.getByTestId('ndv-close-button').click();
		await this.view.waitFor({ state: 'hidden' });
	}

	/** Begins a new credential, even if n8n already has some. */
	async newCredential(): Promise<void> {
		const first = this.view.getByTestId('node-credentials-empty-state').getByRole('button');
		const others = this.view.getByTestId('node-credentials-select');
		await first.or(others).waitFor();
		if (await first.isVisible()) await first.click();
		else {
			await others.click();
			await this.page.getByTestId('node-credentials-select-item-new').click();
		}
		await this.credential.isOpen();
	}

	/** Chooses one of the existing credentials. */
	async chooseCredential(name: string): Promise<void> {
		await this.view.getByTestId('node-credentials-select').click();
		await this.page.getByRole('option', { name }).filter({ visible: true }).click();
	}

	/** Opens the credential that the node uses. */
	async editCredential(): Promise<void> {
		await this.view.getByTestId('credential-edit-button').click();
		await this.credential.isOpen();
	}

	/** The name of the chosen credential, if there is one. */
	async credentialName(): Promise<string> {
		return await this.view
			.getByTestId('node-credentials-select')
			.getByRole('combobox')
			.inputValue();
	}

	/** The names of all visible parameters, in order. */
	async labels(): Promise<string[]> {
		const names = this.view.getByTestId('node-parameters').getByTestId('input-label');
		// Anything beside a name follows it in separate lines.
		return (await names.allInnerTexts()).map((name) => name.trim().split('\n')[0] ?? '');
	}

	async write(parameter: string, text: string): Promise<void> {
		await this.parameter(parameter).getByRole('textbox').click();
		await this.parameter(parameter).getByRole('textbox').fill(text);
	}

	/** Chooses one of the options of a parameter. */
	async select(parameter: string, option: string): Promise<void> {
		await this.parameter(parameter).click();
		await this.page.getByRole('option', { name: option }).filter({ visible: true }).click();
	}

	/** The chosen option of a parameter. */
	async selected(parameter: string): Promise<string> {
		return await this.parameter(parameter).getByRole('combobox').inputValue();
	}

	/** Waits until a parameter has this option. */
	async becomes(parameter: string, option: string): Promise<void> {
		await until(
			`"${option}" under ${parameter}`,
			async () => (await this.selected(parameter)) === option,
		);
	}

	/** How the value of a parameter is chosen, such as "From list" or "By ID"; and whether by an expression. */
	async way(parameter: string): Promise<{ mode: string; isExpression: boolean }> {
		const mode = this.list(parameter).getByTestId('rlc-mode-selector').getByRole('combobox');
		const expression = this.list(parameter)
			.getByRole('textbox')
			.and(this.page.locator('.cm-content'));
		return { mode: await mode.inputValue(), isExpression: (await expression.count()) > 0 };
	}

	/** The entry that a list parameter shows. */
	async listed(parameter: string): Promise<string> {
		return await this.list(parameter).getByTestId('rlc-input').inputValue();
	}

	/** Opens the list of a parameter and picks the entry with this text. */
	async pick(parameter: string, text: string): Promise<void> {
		await this.list(parameter).getByTestId('rlc-input-container').click();
		await this.page.getByTestId('rlc-item').filter({ hasText: text, visible: true }).click();
	}

	async settings(): Promise<void> {
		await this.view.getByTestId('tab-settings').click();
		await this.parameter('onError').waitFor();
	}

	async parameters(): Promise<void> {
		await this.view.getByTestId('tab-params').click();
	}

	/** Executes the node, and returns the execution's id as soon as n8n has started it. */
	async execute(): Promise<string> {
		const begun = this.page.waitForResponse(
			(answer) =>
				answer.request().method() === 'POST' && /\/workflows\/[^/]+\/run/.test(answer.url()),
		);
		await this.view.getByTestId('node-execute-button').click();
		const { data } = (await (await begun).json()) as { data: { executionId: string } };
		return data.executionId;
	}

	/** Tries to execute a node that n8n refuses to start, and returns n8n's message. */
	async refusal(): Promise<string> {
		await this.view.getByTestId('node-execute-button').click();
		const notice = this.page
			.getByRole('alert')
			.filter({ hasText: 'Workflow execution cannot start' });
		const text = await notice.innerText();
		await notice.locator('.el-notification__closeBtn').click();
		await notice.waitFor({ state: 'hidden' });
		return text;
	}

	/** Waits until the last execution is shown with this outcome. */
	async shows(outcome: 'success' | 'error'): Promise<void> {
		if (outcome === 'success') await this.view.getByTestId('node-run-status-success').waitFor();
		else await this.output.getByTestId('node-error-message').waitFor();
	}

	/** The visible error: its message, and its advice. */
	async error(): Promise<{ message: string; advice: string }> {
		return {
			message: await this.output.getByTestId('node-error-message').innerText(),
			advice: await this.output.getByTestId('node-error-description').innerText(),
		};
	}

	/** The items of the visible branch, as in n8n's JSON view, with their fields in order. */
	async items(): Promise<Record<string, unknown>[]> {
		await this.output.getByTestId('radio-button-json').click();
		const shown = this.output.getByTestId('ndv-data-container').getByTestId('draggable').first();
		return await until('JSON of the items', async () => parsed(await shown.innerText()));
	}

	/** Switches to one of two branches. */
	async branch(name: 'Success Branch' | 'Error Branch'): Promise<void> {
		await this.output.getByTestId('branches').getByText(name).click();
	}

	/**
	 * Waits until the input shows these fields first, before anything was executed. n8n 2 does so for every node but
	 * triggers (n8n-editor-ui 2.8 and 2.41, VirtualSchema).
	 */
	async previews(...first: readonly string[]): Promise<void> {
		await this.side('input').getByText('Usually outputs the following fields').first().waitFor();
		// n8n renders its list gradually.
		await until(`preview that begins with ${first.join(', ')}`, async () => {
			const names = await this.fieldsOnShow();
			return first.every((name, i) => names[i] === name);
		});
	}

	/** The elements of n8n's list are in any order; their positions tell which is above which. */
	private async fieldsOnShow(): Promise<string[]> {
		const items = await this.side('input').getByTestId('run-data-schema-item').all();
		const placed = await Promise.all(
			items.map(async (item) => ({
				name: (await item.innerText()).trim(),
				top: (await item.boundingBox())?.y ?? Infinity,
			})),
		);
		return placed.sort((one, other) => one.top - other.top).map(({ name }) => name);
	}

	/** Waits until a side shows this text. */
	async says(side: Side, text: string): Promise<void> {
		await this.side(side).getByText(text).first().waitFor();
	}

	private get output(): Locator {
		return this.side('output');
	}

	private side(side: Side): Locator {
		return this.view.getByTestId(side === 'input' ? 'ndv-input-panel' : 'output-panel');
	}

	private parameter(name: string): Locator {
		return this.view.getByTestId(`parameter-input-${name}`);
	}

	private list(parameter: string): Locator {
		return this.view.getByTestId(`resource-locator-${parameter}`);
	}
}

/** n8n's JSON view, parsed; undefined while it is incomplete. It indents with non-breaking spaces. */
function parsed(text: string): Record<string, unknown>[] | undefined {
	try {
		return JSON.parse(text.replaceAll('\u00a0', ' ')) as Record<string, unknown>[];
	} catch {
		return undefined;
	}
}
