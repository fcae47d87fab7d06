import path from 'node:path';
import { N8nApi, type CredentialReference } from '../e2e/harness/api';
import { GATEWAYS, credentialData, credentialName, gatewayNames } from '../e2e/harness/gateways';
import { startN8n, tail, type N8nServer } from '../e2e/harness/n8n';
import { installIntoN8n } from '../e2e/harness/package';
import { packageTarball, projectRoot } from '../e2e/harness/paths';
import { freePort } from '../e2e/harness/ports';
import { announce } from '../e2e/harness/progress';
import { onShutdown, runProgram } from '../e2e/harness/shutdown';
import { exampleWorkflow, withCredential } from '../e2e/harness/workflow';
import { startSandbox, type Sandbox } from '../sandbox';

/** Kept between starts, so that what somebody builds in the editor is there again. */
const HOME = path.join(projectRoot, '.n8n-home');

/** The owner of an n8n that only this machine can reach. */
const OWNER = {
	email: 'demo@example.com',
	password: 'WhatsApp-2026',
	firstName: 'Demo',
	lastName: 'Owner',
};

const PORTS = { n8n: 5678, waha: 3000, warest: 7308, phone: 3100 };

/** Runs everything that somebody without a phone needs to try the node, until Ctrl-C. */
async function start(): Promise<void> {
	const sandbox = await startSandboxOnUsualPorts();
	await installIntoN8n(packageTarball(), HOME);
	const n8n = await announce('starting n8n', startN8n(HOME, PORTS.n8n));
	const api = await N8nApi.signIn(n8n.url, OWNER);
	const workflow = await furnish(api, sandbox);
	console.log(welcome(n8n, sandbox, workflow));
	const code = await n8n.exited;
	throw new Error(`n8n ended by itself with ${code}:\n${tail(n8n)}`);
}

async function startSandboxOnUsualPorts(): Promise<Sandbox> {
	const ports = {
		waha: await freePort(PORTS.waha),
		warest: await freePort(PORTS.warest),
		phone: await freePort(PORTS.phone),
	};
	const sandbox = await startSandbox({ ports, waits: 'real' });
	onShutdown(() => sandbox.close());
	return sandbox;
}

/** Puts in what is not there yet: one credential per gateway and the example. Gives the address of the example. */
async function furnish(api: N8nApi, sandbox: Sandbox): Promise<string> {
	const [first] = await storeCredentials(api, sandbox);
	const example = exampleWorkflow('send-a-message.json');
	const known = (await api.workflows()).find(({ name }) => name === example.name);
	const { id } =
		known ?? (await api.createWorkflow(first ? withCredential(example, first) : example));
	return `/workflow/${id}`;
}

/** The sandbox may listen elsewhere than last time, so a known credential is written again. */
async function storeCredentials(api: N8nApi, sandbox: Sandbox): Promise<CredentialReference[]> {
	const known = await api.credentials();
	return await Promise.all(
		gatewayNames.map(async (gateway) => {
			const name = credentialName(gateway);
			const data = credentialData(sandbox, gateway);
			const stored = known.find((credential) => credential.name === name);
			if (!stored) return await api.createCredential(name, data);
			await api.updateCredential(stored.id, name, data);
			return stored;
		}),
	);
}

function welcome(n8n: N8nServer, sandbox: Sandbox, workflow: string): string {
	const gateways = gatewayNames.map(
		(name) => `  ${GATEWAYS[name].padEnd(7)}${sandbox[name].url}  key: ${sandbox[name].apiKey}`,
	);
	return [
		'',
		'Everything is running. Ctrl-C stops it.',
		'',
		`  n8n    ${n8n.url}${workflow}`,
		`         sign in as ${OWNER.email} with ${OWNER.password}`,
		`  Phone  ${sandbox.phone.url}`,
		`  Docs   ${path.join(projectRoot, 'README.md')}`,
		'',
		'The gateways of the sandbox, also stored as credentials in n8n:',
		...gateways,
		'',
	].join('\n');
}

void runProgram(start, { exitCodeOnSignal: 0 });
