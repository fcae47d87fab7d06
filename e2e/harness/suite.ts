import { startSandbox, type GatewayName, type Sandbox } from '../../sandbox';
import { N8nApi, type CredentialReference } from './api';
import { credentialData, credentialName } from './gateways';

const OWNER = {
	email: 'owner@example.com',
	password: 'Sandbox-2026',
	firstName: 'End',
	lastName: 'To-End',
};

/** What a suite works with: the shared n8n, and a WhatsApp of its own behind both gateways. */
export interface Suite {
	api: N8nApi;
	sandbox: Sandbox;
	credentials: Record<GatewayName, CredentialReference>;
}

/** Call in `beforeAll`; close the sandbox in `afterAll`. */
export async function startSuite(): Promise<Suite> {
	const api = await N8nApi.signIn(process.env.E2E_N8N_URL ?? '', OWNER);
	const sandbox = await startSandbox();
	const create = (gateway: GatewayName) =>
		api.createCredential(credentialName(gateway), credentialData(sandbox, gateway));
	const credentials = { waha: await create('waha'), warest: await create('warest') };
	return { api, sandbox, credentials };
}
