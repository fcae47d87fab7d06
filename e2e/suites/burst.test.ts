import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';
import { startSandbox, type GatewayName, type Sandbox } from '../../sandbox';
import { inLongRun } from '../../test/support/longRun';
import { N8nApi } from '../../harness/api';
import { openTrigger, settled, webhookPath } from '../../harness/bot';
import { messageBody, post } from '../../harness/deliveries';
import { credentialData, credentialName, gatewayNames } from '../../harness/gateways';
import { startN8n, temporaryHome, type N8nServer } from '../../harness/n8n';
import { installIntoN8n } from '../../harness/package';
import { packageTarball } from '../../harness/paths';

const OWNER = {
	email: 'burst@example.com',
	password: 'Sandbox-2026',
	firstName: 'Bur',
	lastName: 'St',
};
/** As docs/reliability.md recommends. */
const SETTINGS = {
	N8N_CONCURRENCY_PRODUCTION_LIMIT: '10',
	DB_PING_TIMEOUT_MS: '60000',
	N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
};
const EVENTS = inLongRun(1_000);
/** Between two tries of a delivery that n8n refused, in milliseconds. */
const REPEAT_AFTER_MS = 1_000;

let n8n: N8nServer;
let api: N8nApi;
let sandbox: Sandbox;

/** A separate n8n, because of its settings, and because nothing else should wait for what is posted here. */
beforeAll(async () => {
	const home = await temporaryHome();
	await installIntoN8n(packageTarball(), home);
	n8n = await startN8n(home, undefined, SETTINGS);
	api = await N8nApi.signIn(n8n.url, OWNER);
	sandbox = await startSandbox();
}, 600_000);
afterAll(async () => {
	await sandbox.close();
	await n8n.stop();
});

/** The results of all attempts to deliver. */
interface Count {
	posted: number;
	/** Answered 5xx, or not at all: a gateway repeats these. */
	refused: number;
	/** Answered 200. */
	taken: number;
}

/** Posts one event until n8n has taken it, as a gateway does. */
async function deliver(url: string, gateway: GatewayName, body: string, sum: Count): Promise<void> {
	const { headers } = post(gateway, body);
	for (;;) {
		sum.posted += 1;
		const status = await axios
			.post(url, body, { headers, transformRequest: (data: string) => data, validateStatus: null })
			.then(
				(answer) => answer.status,
				() => null,
			);
		if (status === 200) {
			sum.taken += 1;
			return;
		}
		if (status !== null && status < 500) throw new Error(`n8n answered ${status}`);
		sum.refused += 1;
		await sleep(REPEAT_AFTER_MS);
	}
}

/** The most memory that n8n has used so far, in megabytes; unknown without /proc. */
function highestMemory(): string {
	const file = `/proc/${n8n.pid}/status`;
	if (!existsSync(file)) return '?';
	const [, kibibytes = ''] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(file, 'latin1')) ?? [];
	return (Number(kibibytes) / 1_024).toFixed(0);
}

describe.each(gatewayNames)('%s', (gateway) => {
	test(`${EVENTS} deliveries at once, a tenth of them repeated, start each event once or log its loss`, async () => {
		const name = credentialName(gateway);
		const credential = await api.createCredential(name, credentialData(sandbox, gateway));
		const workflow = openTrigger(credential);
		const { id } = await api.createWorkflow(workflow);
		await api.activate(id);
		const url = `${n8n.url}/webhook/${webhookPath(workflow)}`;
		const waiting = Array.from({ length: EVENTS }, (_, index) => {
			const number = index % 10 === 9 ? index - 5 : index;
			return messageBody(gateway, `B${number}`, 1_000 * Math.floor(Date.now() / 1_000));
		});
		const distinct = new Set(waiting.map((body) => /text B\d+/.exec(body)?.[0])).size;
		const sum = { posted: 0, refused: 0, taken: 0 };
		await Promise.all(waiting.map(async (body) => await deliver(url, gateway, body, sum)));
		const started = await settled(api, id);
		await api.deactivate(id);
		const lost = n8n.log().split('the gateway will not repeat what is lost').length - 1;
		console.log(
			`burst: ${gateway}: ${sum.posted} posted, ${sum.refused} refused, ${sum.taken} taken, ${EVENTS - distinct} of them repetitions, ${started} started, ${lost} lost and named; n8n took up to ${highestMemory()} MB`,
		);
		expect(distinct).toBe(EVENTS * 0.9);
		expect(sum.posted).toBe(sum.refused + sum.taken);
		expect(sum.taken).toBe(EVENTS);
		expect(started).toBe(distinct - lost);
	}, 1_500_000);
});
