import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { GATEWAYS, credentialData, credentialName, gatewayNames } from '../harness/gateways';
import { n8nCli, temporaryHome } from '../harness/n8n';
import { installIntoN8n } from '../harness/package';
import { packageTarball } from '../harness/paths';
import { announce } from '../harness/progress';
import { onShutdown, runProgram } from '../harness/shutdown';
import { CREDENTIAL_TYPE, exampleWorkflow, withCredential } from '../harness/workflow';
import { startSandbox, type GatewayName, type Sandbox } from '../sandbox';
import { userPart } from '../sandbox/world/ids';
import type { Message } from '../sandbox/world/model';

/** Runs one workflow through each gateway in turn, without a browser, and shows what arrived on the phone. */
async function demo(): Promise<void> {
	const sandbox = await startSandbox();
	onShutdown(() => sandbox.close());
	const home = await temporaryHome();
	await installIntoN8n(packageTarball(), home);
	await announce('storing the credentials and the workflow in n8n', furnish(home, sandbox));
	const arrived = new Set<string>();
	for (const gateway of gatewayNames) {
		const title = `running the workflow through ${GATEWAYS[gateway]}`;
		const { chatId, text } = await announce(title, runThrough(gateway, home, sandbox));
		console.log(`  on the phone of +${userPart(chatId)}: ${text}`);
		arrived.add(`${chatId} ${text}`);
	}
	if (arrived.size !== 1) throw new Error('The gateways did not deliver the same message.');
	console.log(
		`\nOne workflow, ${gatewayNames.length} gateways: only the credential was exchanged.`,
	);
}

/** Credentials and workflows in the form of n8n's import commands. A gateway's name serves as the id of both. */
async function furnish(home: string, sandbox: Sandbox): Promise<void> {
	const credentials = gatewayNames.map((gateway) => ({
		id: gateway,
		name: credentialName(gateway),
		type: CREDENTIAL_TYPE,
		data: credentialData(sandbox, gateway),
	}));
	const example = exampleWorkflow('send-a-message.json');
	const workflows = credentials.map(({ id, name }) => ({
		...withCredential(example, { id, name }),
		id,
		active: false,
	}));
	await importInto(home, 'credentials', credentials);
	await importInto(home, 'workflow', workflows);
}

async function importInto(
	home: string,
	what: 'credentials' | 'workflow',
	entries: object[],
): Promise<void> {
	const file = path.join(home, `${what}.json`);
	await writeFile(file, JSON.stringify(entries));
	await n8nCli(home, [`import:${what}`, `--input=${file}`]);
}

async function runThrough(
	gateway: GatewayName,
	home: string,
	{ world }: Sandbox,
): Promise<Message> {
	const sent: Message[] = [];
	const stopListening = world.subscribe((event) => {
		if (event.type === 'message.added' && event.message.fromMe) sent.push(event.message);
	});
	await n8nCli(home, ['execute', `--id=${gateway}`]).finally(stopListening);
	const [message] = sent;
	if (!message) throw new Error(`Nothing arrived on the phone through ${GATEWAYS[gateway]}.`);
	return message;
}

void runProgram(demo, { exitCodeOnSignal: 130 });
