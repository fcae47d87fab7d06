import type { Locator, Page } from 'playwright-core';
import { until } from '../../../harness/until';

/** The dialog for filling in a credential; n8n tests the credential on every save. */
export class CredentialDialog {
	private readonly dialog: Locator;

	constructor(private readonly page: Page) {
		this.dialog = page.getByTestId('editCredential-modal');
	}

	async isOpen(): Promise<void> {
		await this.field('baseUrl').waitFor();
	}

	async isShown(): Promise<boolean> {
		return await this.dialog.isVisible();
	}

	async rename(name: string): Promise<void> {
		const title = this.dialog.getByTestId('credential-name');
		await title.click();
		await title.getByRole('textbox').fill(name);
		await this.page.keyboard.press('Enter');
	}

	async write(field: string, text: string): Promise<void> {
		await this.field(field).locator('input').fill(text);
	}

	/** Chooses one of the options of a field; what describes an option is a part of its name. */
	async select(field: string, option: string): Promise<void> {
		await this.field(field).click();
		await this.page
			.getByRole('option')
			.filter({ has: this.page.getByText(option, { exact: true }), visible: true })
			.click();
	}

	async save(): Promise<void> {
		await this.dialog.getByTestId('credential-save-button').getByText('Save').click();
	}

	/** Waits until the test has failed, and returns its message. */
	async failure(): Promise<string> {
		await this.dialog.getByText('Couldn’t connect with these settings').waitFor();
		await this.dialog.getByText('More details').click();
		const alert = this.dialog.getByTestId('node-credentials-config-container');
		return await alert.innerText();
	}

	/**
	 * Waits until the credential is saved and its test has passed. For a new credential n8n then closes the dialog
	 * itself.
	 */
	async saved(): Promise<void> {
		await until(
			'passed test of the credential',
			async () => (await this.success.isVisible()) || !(await this.dialog.isVisible()),
		);
	}

	/** Waits until the dialog says that the test has passed. */
	async passed(): Promise<void> {
		await this.success.waitFor();
	}

	async close(): Promise<void> {
		await this.dialog.getByRole('button', { name: 'Close this dialog' }).click();
		await this.dialog.waitFor({ state: 'hidden' });
	}

	private get success(): Locator {
		return this.dialog.getByText('Connection tested successfully');
	}

	private field(name: string): Locator {
		return this.dialog.getByTestId(`parameter-input-${name}`);
	}
}
