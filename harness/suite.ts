import { startSandbox, type GatewayName, type Sandbox, type SandboxOptions } from '../sandbox';
import { N8nApi, type CredentialReference } from './api';
import { credentialData, credentialName } from './gateways';

/** What a suite works with: the shared n8n, and its own WhatsApp behind every gateway. */
export interface Suite {
	api: N8nApi;
	sandbox: Sandbox;
	credentials: Record<GatewayName, CredentialReference>;
}

/** Call in `beforeAll`; close the sandbox in `afterAll`. */
export async function startSuite(options: SandboxOptions = {}): Promise<Suite> {
	const { E2E_N8N_COOKIE = '', E2E_N8N_URL = '' } = process.env;
	const api = new N8nApi(E2E_N8N_URL, E2E_N8N_COOKIE);
	const sandbox = await startSandbox(options);
	const create = (gateway: GatewayName) =>
		api.createCredential(credentialName(gateway), credentialData(sandbox, gateway));
	const credentials = {
		waha: await create('waha'),
		warest: await create('warest'),
		evolution: await create('evolution'),
	};
	return { api, sandbox, credentials };
}
