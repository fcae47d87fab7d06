import path from 'node:path';
import { N8nApi, type CredentialReference } from '../harness/api';
import { GATEWAYS, credentialData, credentialName, gatewayNames } from '../harness/gateways';
import { startN8n, tail, type N8nServer } from '../harness/n8n';
import { installIntoN8n } from '../harness/package';
import { packageTarball, projectRoot } from '../harness/paths';
import { usualPort } from '../harness/ports';
import { announce } from '../harness/progress';
import { onShutdown, runProgram } from '../harness/shutdown';
import { exampleWorkflow, withCredential } from '../harness/workflow';
import { catalogue } from '../nodes/WhatsApp/gateways/catalogue';
import { startSandbox, type Sandbox } from '../sandbox';

/** Kept between starts, so that workflows built in the editor are still there. */
const HOME = path.join(projectRoot, '.n8n-home');

/** The owner of an n8n that only this machine can reach. */
const OWNER = {
	email: 'demo@example.com',
	password: 'WhatsApp-2026',
	firstName: 'Demo',
	lastName: 'Owner',
};

const PORTS = {
	n8n: 5678,
	waha: portIn(catalogue.waha.exampleUrl),
	warest: portIn(catalogue.warest.exampleUrl),
	evolution: portIn(catalogue.evolution.exampleUrl),
	phone: 3100,
};

function portIn(url: string): number {
	return Number(new URL(url).port);
}

/** Runs everything needed to try the node without a phone, until Ctrl-C. */
async function start(): Promise<void> {
	const sandbox = await startSandboxOnUsualPorts();
	await installIntoN8n(packageTarball(), HOME);
	const n8n = await announce('starting n8n', startN8n(HOME, await usualPort('n8n', PORTS.n8n)));
	const api = await N8nApi.signIn(n8n.url, OWNER);
	const bot = await announce('activating the answering bot', furnish(api, sandbox));
	console.log(welcome(n8n, sandbox, bot));
	const code = await n8n.exited;
	throw new Error(`n8n ended by itself with ${code}:\n${tail(n8n)}`);
}

async function startSandboxOnUsualPorts(): Promise<Sandbox> {
	const ports = {
		waha: await usualPort('WAHA', PORTS.waha),
		warest: await usualPort('WARest', PORTS.warest),
		evolution: await usualPort('Evolution API', PORTS.evolution),
		phone: await usualPort('the phone page', PORTS.phone),
	};
	const sandbox = await startSandbox({ ports, waits: 'real' });
	onShutdown(() => sandbox.close());
	return sandbox;
}

/**
 * Adds what is missing, one credential per gateway and the examples, and activates the bot. Returns the address of the
 * bot's workflow.
 */
async function furnish(api: N8nApi, sandbox: Sandbox): Promise<string> {
	const [first] = await storeCredentials(api, sandbox);
	if (first === undefined) throw new Error('There is no gateway to write through.');
	await stored('send-a-message.json', api, first);
	const id = await stored('answering-bot.json', api, first);
	// A bot that was active before was registered when n8n started, perhaps at a gateway that is gone.
	await api.deactivate(id);
	await api.activate(id);
	return `/workflow/${id}`;
}

/** The id under which n8n has an example, with this credential if it is new. */
async function stored(file: string, api: N8nApi, credential: CredentialReference): Promise<string> {
	const example = exampleWorkflow(file);
	const known = (await api.workflows()).find(({ name }) => name === example.name);
	return (known ?? (await api.createWorkflow(withCredential(example, credential)))).id;
}

/** The sandbox may listen on other ports than last time, so a known credential is updated. */
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

function welcome(n8n: N8nServer, sandbox: Sandbox, bot: string): string {
	const gateways = gatewayNames.map(
		(name) => `  ${GATEWAYS[name].padEnd(14)}${sandbox[name].url}  key: ${sandbox[name].apiKey}`,
	);
	return [
		'',
		'Everything is running. Ctrl-C stops it.',
		'',
		`  Phone  ${sandbox.phone.url}  write something: the bot answers`,
		`  n8n    ${n8n.url}${bot}  the workflow of the bot`,
		`         sign in as ${OWNER.email} with ${OWNER.password}`,
		`  Docs   ${path.join(projectRoot, 'README.md')}`,
		'',
		'The gateways of the sandbox, also stored as credentials in n8n:',
		...gateways,
		'',
	].join('\n');
}

void runProgram(start, { exitCodeOnSignal: 0 });
