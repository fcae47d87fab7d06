import { N8nApi } from '../../harness/api';
import { shutDown, shutDownOnSignal } from '../../harness/shutdown';
import { startCluster } from './harness/cluster';

const OWNER = {
	email: 'owner@example.com',
	password: 'Sandbox-2026',
	firstName: 'Queue',
	lastName: 'Mode',
};

/** Starts n8n in queue mode for all suites of one run. */
export default async function setup(): Promise<void> {
	shutDownOnSignal(130);
	try {
		const cluster = await startCluster(process.env.E2E_QUEUE_INSTALLATION ?? '');
		process.env.E2E_N8N_URL = cluster.mainUrl;
		process.env.E2E_N8N_COOKIE = (await N8nApi.signIn(cluster.mainUrl, OWNER)).cookie;
		// For the reporter, which Jest runs in this same process.
		Object.assign(globalThis, { n8nLog: cluster.log });
	} catch (error) {
		await shutDown();
		throw error;
	}
}
