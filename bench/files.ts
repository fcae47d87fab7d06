import type { IBinaryData } from 'n8n-workflow';
import { announce } from '../harness/progress';
import type { CredentialReference } from '../harness/api';
import type { Account, GatewayName } from './gateway/protocol';
import { Digest } from './gateway/received';
import { sampleHash } from './gateway/sample';
import { itemAt, messageIdOf } from './items';
import type { BenchOptions } from './options';
import { runFaults, type Run, type Stage, type Stages } from './stage';
import { MEGABYTE } from './units';
import {
	fileStep,
	httpDocument,
	MEASURED,
	ownDocument,
	ownDownload,
	ownMessageFile,
	workflowOf,
	type Step,
} from './workflows';

/** A small file loads all the code that a large one needs. */
const WARM_UP_BYTES = MEGABYTE;
const SETTLING_RUNS = 2;

/** n8n's default for storing files, as their ids name it. */
const STORE = 'filesystem';

/** What one node did with a file, one figure per round; times in milliseconds, memory in bytes. */
export interface FileMove {
	readonly title: string;
	/** Whether it is this package's node, which has a target, or n8n's own. */
	readonly isOwn: boolean;
	/** Whether the file comes inside JSON, which n8n reads completely into memory. */
	readonly isHeld: boolean;
	readonly bytes: number;
	readonly nodeMs: readonly number[];
	/** Highest memory of n8n while the workflow ran, and while it ran without the node. */
	readonly peaks: readonly number[];
	readonly peaksWithout: readonly number[];
	readonly faults: readonly string[];
}

/** A node that moves a file: up to the gateway from n8n's store, or down from the gateway. */
interface FileCase {
	readonly title: string;
	/** The gateway whose credential the node needs; null for n8n's own node. */
	readonly gateway: GatewayName | null;
	readonly way: 'up' | 'down';
	readonly node: (url: string, credential: CredentialReference) => Step;
	/** Whether the gateway returns the file inside JSON, which n8n reads completely into memory. */
	readonly isHeld?: true;
}

const { chatId, to, number } = itemAt(0, 1);

const CASES: readonly FileCase[] = [
	{
		title: 'upload, HTTP Request, form',
		gateway: null,
		way: 'up',
		node: (url) => httpDocument(url, to),
	},
	{
		title: 'upload, this node, WAHA',
		gateway: 'waha',
		way: 'up',
		node: (_, credential) => ownDocument(credential, chatId),
	},
	{
		title: 'upload, this node, WARest',
		gateway: 'warest',
		way: 'up',
		node: (_, credential) => ownDocument(credential, to),
	},
	{
		title: 'upload, this node, Evolution API',
		gateway: 'evolution',
		way: 'up',
		node: (_, credential) => ownDocument(credential, chatId),
	},
	{
		title: 'download, HTTP Request',
		gateway: null,
		way: 'down',
		node: (url) => fileStep(url, MEASURED),
	},
	{
		title: 'download, this node, WAHA',
		gateway: 'waha',
		way: 'down',
		node: (_, credential) => ownDownload(credential),
	},
	{
		title: 'download, this node, Evolution API (base64)',
		gateway: 'evolution',
		way: 'down',
		node: (_, credential) => ownMessageFile(credential, chatId, messageIdOf(0)),
		isHeld: true,
	},
];

/** Moves the file with each node. */
export async function measureFiles(stages: Stages, options: BenchOptions): Promise<FileMove[]> {
	const wanted = CASES.filter(
		(one) => one.gateway === null || options.gateways.includes(one.gateway),
	);
	const moves: FileMove[] = [];
	for (const one of wanted) {
		const title = `a file of ${options.fileBytes / MEGABYTE} MB, ${one.title}`;
		const moving = async (stage: Stage): Promise<FileMove> =>
			await announce(title, move(stage, options, one));
		moves.push(await stages.use(moving));
	}
	return moves;
}

async function move(stage: Stage, options: BenchOptions, one: FileCase): Promise<FileMove> {
	const { url } = stage.gateway;
	const credential = await stage.credential(one.gateway ?? 'waha');
	const before = one.way === 'up' ? [fileStep(url)] : [];
	const whole = [...before, one.node(url, credential)];
	const run = async (steps: readonly Step[], fileBytes: number): Promise<Run> => {
		await stage.gateway.plan({ ...options.plan, items: 0, slowsAbove: null, fileBytes });
		const requests = one.way === 'up' && steps === whole ? 1 : 0;
		return await stage.run(workflowOf(steps), requests);
	};
	await run(whole, WARM_UP_BYTES);
	// After its start n8n holds a lot of garbage, which it would collect during the first large file.
	for (let time = 0; time < SETTLING_RUNS; time++) await run([fileStep(url)], options.fileBytes);
	const peaksWithout: number[] = [];
	// All of these run first: memory that the node leaves behind would be counted as theirs.
	for (let round = 0; round < options.rounds; round++)
		peaksWithout.push((await run(before, options.fileBytes)).peak);
	const runs: Run[] = [];
	const faults: string[] = [];
	for (let round = 0; round < options.rounds; round++) {
		const done = await run(whole, options.fileBytes);
		runs.push(done);
		faults.push(...runFaults(done), ...(await fileFaults(stage, one, done, options.fileBytes)));
	}
	return {
		title: one.title,
		isOwn: one.gateway !== null,
		isHeld: one.isHeld === true,
		bytes: options.fileBytes,
		nodeMs: runs.map(({ task }) => task?.executionTime ?? Number.NaN),
		peaks: runs.map(({ peak }) => peak),
		peaksWithout,
		faults: faults.map((fault) => `a file, ${one.title}: ${fault}`),
	};
}

/** Every byte has to arrive, at the gateway or in n8n's store. */
async function fileFaults(stage: Stage, one: FileCase, run: Run, bytes: number): Promise<string[]> {
	const account = await stage.gateway.account();
	const arrived = one.way === 'up' ? sentFile(account) : await storedFile(stage, run);
	if (typeof arrived === 'string') return [...account.wrong, arrived];
	const isWhole = arrived.bytes === bytes && arrived.sha256 === sampleHash(bytes);
	return [...account.wrong, ...(isWhole ? [] : [`${arrived.bytes} bytes arrived, not those sent`])];
}

type Arrived = { sha256: string; bytes: number };

function sentFile({ files }: Account): Arrived | string {
	const [file, ...more] = files;
	if (file === undefined || more.length > 0) return `${files.length} files arrived`;
	if (![chatId, to, number].includes(file.to ?? '')) return `it went to ${file.to}`;
	return file;
}

async function storedFile({ api }: Stage, { task }: Run): Promise<Arrived | string> {
	const [binary]: (IBinaryData | undefined)[] = Object.values(
		task?.data?.main?.[0]?.[0]?.binary ?? {},
	);
	if (binary?.id === undefined || !binary.id.startsWith(STORE))
		return 'it is not in the file store';
	const digest = new Digest();
	for await (const chunk of await api.binary(binary.id)) digest.write(chunk as Buffer);
	return digest.end();
}
