import { N8nApi } from '../harness/api';
import { startN8n, tail, temporaryHome } from '../harness/n8n';
import { installIntoN8n } from '../harness/package';
import { packageTarball } from '../harness/paths';
import { announce } from '../harness/progress';
import { shutDown, shutDownOnSignal } from '../harness/shutdown';

const OWNER = {
	email: 'owner@example.com',
	password: 'Sandbox-2026',
	firstName: 'End',
	lastName: 'To-End',
};

/** Starts one n8n for all suites, with the packed package installed as for a user. */
export default async function setup(): Promise<void> {
	shutDownOnSignal(130);
	try {
		const home = await temporaryHome();
		await installIntoN8n(packageTarball(), home);
		const n8n = await announce('starting n8n', startN8n(home));
		process.env.E2E_N8N_URL = n8n.url;
		process.env.E2E_N8N_COOKIE = (await N8nApi.signIn(n8n.url, OWNER)).cookie;
		// For the reporter, which Jest runs in this same process.
		Object.assign(globalThis, { n8nLog: () => tail(n8n) });
	} catch (error) {
		await shutDown();
		throw error;
	}
}
