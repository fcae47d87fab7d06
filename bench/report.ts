import { MAX_LOAD_RATIO } from '../scripts/lib/loading';
import type { FileMove } from './files';
import type { PackageSize } from './package';
import type { OverloadRun } from './overload';
import { routeTitle, SENDERS, type Route, type Sender, type Sending } from './sending';
import { median, medianDifference, medianRatio } from './statistics';
import { table } from './table';
import {
	CPU_TARGET_MS,
	EVENT_CPU_RATIO,
	FILE_TARGET,
	HELD_FILE_RATIO,
	judged,
	OVERLOAD_RATIO,
	ratioTarget,
} from './targets';
import { RECEIVERS, type Receiving, type Receiver } from './trigger';
import { MEGABYTE } from './units';

/** Everything that was measured; null for parts that were not requested. */
export interface Figures {
	/** What it was measured with, in words. */
	readonly about: string;
	readonly sending: readonly Sending[] | null;
	readonly tls: readonly Sending[] | null;
	readonly overload: readonly OverloadRun[] | null;
	readonly files: readonly FileMove[] | null;
	readonly trigger: readonly Receiving[] | null;
	readonly package: PackageSize | null;
}

/** All figures as tables, for a terminal as well as a Markdown file. */
export function report(figures: Figures): string {
	const { about, sending, tls, overload, files, trigger, package: size } = figures;
	const sections = [
		about,
		...(sending === null ? [] : [...sendingSections(sending), ...growthSection(sending)]),
		...(tls === null ? [] : [tlsSection(tls)]),
		...(overload === null ? [] : [overloadSection(overload)]),
		...(files === null ? [] : [filesSection(files)]),
		...(trigger === null ? [] : [triggerSection(trigger)]),
		...(size === null ? [] : [packageSection(size)]),
	];
	return sections.join('\n\n');
}

/** The runs of one kind, one per round. */
interface Group extends Route {
	readonly items: number;
	readonly sender: Sender;
	readonly runs: readonly Sending[];
}

const valuesOf = <K extends keyof Sending>(group: Group, key: K): Array<Sending[K]> =>
	[...group.runs].sort((a, b) => a.round - b.round).map((run) => run[key]);

function groupsOf(sending: readonly Sending[]): Group[] {
	const groups = new Map<string, Sending[]>();
	for (const run of sending) {
		const key = `${routeTitle(run)} ${run.items} ${run.sender}`;
		groups.set(key, [...(groups.get(key) ?? []), run]);
	}
	const order = Object.keys(SENDERS);
	return [...groups.values()]
		.flatMap((runs) => {
			const [first] = runs;
			return first === undefined ? [] : [{ ...first, runs }];
		})
		.sort((a, b) => a.items - b.items || order.indexOf(a.sender) - order.indexOf(b.sender));
}

const SENDING_HEAD = [
	'Node',
	'Items',
	'Time, s',
	'× HTTP Request',
	'Late arrivals',
	'Late answers',
	'In flight',
	'CPU, ms per item',
	'CPU vs. HTTP Request',
	'Memory added, MB',
];

function sendingSections(sending: readonly Sending[]): string[] {
	const gateways = [...new Set(sending.map(({ gateway }) => gateway))];
	return gateways.flatMap((gateway) => {
		const groups = groupsOf(sending.filter((run) => run.gateway === gateway));
		const rows = groups.map((group) => sendingRow(group, standardOf(groups, group)));
		return [
			`**Sending texts through ${routeTitle({ gateway, isTls: false })}**`,
			table(SENDING_HEAD, rows),
			...verifyingSentences(groups),
		];
	});
}

/** What an ID in advance costs per message, compared with the same node without one. */
const verifyingSentences = (groups: readonly Group[]): string[] =>
	groups
		.filter(({ sender }) => sender === 'verified')
		.flatMap((group) => {
			const without = groups.find(
				({ sender, items }) => sender === 'standard' && items === group.items,
			);
			if (without === undefined) return [];
			const ratio = medianRatio(valuesOf(group, 'nodeMs'), valuesOf(without, 'nodeMs'));
			return [
				`Verify After Timeout takes ${ratio.toFixed(2)} times as long for ${group.items} items.`,
			];
		});

const TLS_HEAD = ['Node', 'Plain, s', 'Over TLS, s', '× plain', '× HTTP Request, over TLS'];

/** What a TLS handshake for each request costs each sender. */
function tlsSection(sendings: readonly Sending[]): string {
	const timesOf = (sender: Sender, isTls: boolean): number[] =>
		sendings
			.filter((run) => run.sender === sender && run.isTls === isTls)
			.sort((a, b) => a.round - b.round)
			.map(({ nodeMs }) => nodeMs);
	const senders = (Object.keys(SENDERS) as Sender[]).filter((sender) =>
		sendings.some((run) => run.sender === sender),
	);
	const rows = senders.map((sender) => {
		const [plain, overTls] = [timesOf(sender, false), timesOf(sender, true)];
		const seconds = (times: readonly number[]): string => (median(times) / 1_000).toFixed(2);
		return [
			SENDERS[sender],
			seconds(plain),
			seconds(overTls),
			(median(overTls) / median(plain)).toFixed(2),
			sender === 'http' ? '' : medianRatio(overTls, timesOf('http', true)).toFixed(2),
		];
	});
	return `**Sending ${sendings[0]?.items ?? 0} texts through WAHA over TLS**\n\n${table(TLS_HEAD, rows)}`;
}

const OVERLOAD_HEAD = [
	'Parallel sends it can handle',
	'Automatic, s',
	'In flight',
	'Best setting, s',
	'Best setting',
	'× best setting',
];

/** Automatic compared with the fastest fixed number. */
function overloadSection(runs: readonly OverloadRun[]): string {
	const rows = [...new Set(runs.map(({ bears }) => bears))].map((bears) => {
		const runsOf = (concurrency: number | null): OverloadRun[] =>
			runs
				.filter((run) => run.bears === bears && run.concurrency === concurrency)
				.sort((a, b) => a.round - b.round);
		const timesOf = (concurrency: number | null): number[] =>
			runsOf(concurrency).map(({ nodeMs }) => nodeMs);
		const fixed = runs.flatMap((run) =>
			run.bears === bears && run.concurrency !== null ? [run.concurrency] : [],
		);
		const best = fixed.reduce((one, other) =>
			median(timesOf(other)) < median(timesOf(one)) ? other : one,
		);
		return [
			String(bears),
			(median(timesOf(null)) / 1_000).toFixed(2),
			String(Math.max(...runsOf(null).map(({ maxInFlight }) => maxInFlight))),
			(median(timesOf(best)) / 1_000).toFixed(2),
			`Concurrency ${best}`,
			judged(medianRatio(timesOf(null), timesOf(best)), 2, OVERLOAD_RATIO),
		];
	});
	return `**A gateway that slows down under load**\n\n${table(OVERLOAD_HEAD, rows)}`;
}

/** The group of the HTTP Request node with which a group is compared. */
const standardOf = (groups: readonly Group[], { items }: Group): Group | undefined =>
	groups.find((group) => group.sender === 'http' && group.items === items);

function sendingRow(group: Group, standard: Group | undefined): string[] {
	const { gateway, items, sender } = group;
	const isStandard = sender === 'http' || standard === undefined;
	const middle = (key: 'nodeMs' | 'cpuMs' | 'memoryAdded'): number => median(valuesOf(group, key));
	const most = (key: 'lateArrivals' | 'lateAnswers' | 'maxInFlight'): string =>
		String(Math.max(...valuesOf(group, key)));
	const compared = (
		compare: (over: number[], under: number[]) => number,
		key: 'nodeMs' | 'cpuMs',
	): number => (isStandard ? Number.NaN : compare(valuesOf(group, key), valuesOf(standard, key)));
	const ratio = compared(medianRatio, 'nodeMs');
	const cpuOver = compared(medianDifference, 'cpuMs') / items;
	return [
		SENDERS[sender],
		String(items),
		(middle('nodeMs') / 1_000).toFixed(2),
		isStandard ? '' : judged(ratio, 2, ratioTarget(sender, gateway)),
		most('lateArrivals'),
		most('lateAnswers'),
		most('maxInFlight'),
		(middle('cpuMs') / items).toFixed(2),
		isStandard ? '' : judged(cpuOver, 2, CPU_TARGET_MS),
		(middle('memoryAdded') / MEGABYTE).toFixed(0),
	];
}

/** How the time per item changes with the number of items; nothing if only one number was sent. */
function growthSection(sending: readonly Sending[]): string[] {
	const counts = [...new Set(sending.map(({ items }) => items))].sort((a, b) => a - b);
	const [few] = counts;
	const many = counts.at(-1);
	if (few === undefined || many === undefined || few === many) return [];
	const groups = [...new Set(sending.map(({ gateway }) => gateway))].flatMap((gateway) =>
		groupsOf(sending.filter((run) => run.gateway === gateway)),
	);
	const perItem = (group: Group): number => median(valuesOf(group, 'nodeMs')) / group.items;
	const rows = groups
		.filter(({ items }) => items === few)
		.flatMap((group) => {
			const larger = groups.find(
				(other) =>
					other.items === many && other.sender === group.sender && other.gateway === group.gateway,
			);
			if (larger === undefined) return [];
			const factor = perItem(larger) / perItem(group);
			const title = `${routeTitle(group)}, ${SENDERS[group.sender]}`;
			return [[title, perItem(group).toFixed(2), perItem(larger).toFixed(2), factor.toFixed(2)]];
		});
	const head = ['Time per item, ms', `${few} items`, `${many} items`, 'Factor'];
	return ['**Time per item as their number grows** (factor 1: linear)', table(head, rows)];
}

function filesSection(files: readonly FileMove[]): string {
	const rows = files.map((move) => [
		move.title,
		(median(move.peaksWithout) / MEGABYTE).toFixed(0),
		(Math.max(...move.peaks) / MEGABYTE).toFixed(0),
		judged(memoryAdded(move) / MEGABYTE, 0, fileTarget(move)),
		(move.bytes / MEGABYTE / (median(move.nodeMs) / 1_000)).toFixed(0),
	]);
	const head = ['Node', 'Peak without node, MB', 'Peak with node, MB', 'Added by node, MB', 'MB/s'];
	const size = (files[0]?.bytes ?? 0) / MEGABYTE;
	return `**A file of ${size} MB**\n\n${table(head, rows)}`;
}

/** The highest peak with the node: now and then n8n collects garbage before it, which hides what the node uses. */
const memoryAdded = ({ peaks, peaksWithout }: FileMove): number =>
	Math.max(...peaks) - median(peaksWithout);

function fileTarget({ isOwn, isHeld, bytes }: FileMove): number | null {
	if (!isOwn || bytes !== FILE_TARGET.fileMb * MEGABYTE) return null;
	return isHeld ? HELD_FILE_RATIO * FILE_TARGET.fileMb : FILE_TARGET.addedMb;
}

const TRIGGER_HEAD = [
	'Trigger',
	'Events per second',
	'× Webhook with one expression',
	'CPU, ms per event',
	'× Webhook with one expression',
	'Isolates per event',
];

function triggerSection(receivings: readonly Receiving[]): string {
	const valuesOf = (receiver: Receiver, value: (one: Receiving) => number): number[] =>
		receivings
			.filter((one) => one.receiver === receiver)
			.sort((a, b) => a.round - b.round)
			.map(value);
	const rate = ({ events, ms }: Receiving): number => (events * 1_000) / ms;
	const cpu = ({ events, cpuMs }: Receiving): number => cpuMs / events;
	const isolates = ({ events, isolates: all }: Receiving): number => (all ?? Number.NaN) / events;
	const ratio = (receiver: Receiver, value: (one: Receiving) => number): number =>
		medianRatio(valuesOf(receiver, value), valuesOf('expression', value));
	const rows = (Object.keys(RECEIVERS) as Receiver[]).map((receiver) => {
		const started = median(valuesOf(receiver, isolates));
		return [
			RECEIVERS[receiver],
			median(valuesOf(receiver, rate)).toFixed(1),
			ratio(receiver, rate).toFixed(2),
			median(valuesOf(receiver, cpu)).toFixed(0),
			judged(ratio(receiver, cpu), 2, receiver === 'own' ? EVENT_CPU_RATIO : null),
			Number.isNaN(started) ? '' : started.toFixed(1),
		];
	});
	return `**Incoming events**\n\n${table(TRIGGER_HEAD, rows)}`;
}

function packageSection({
	nodes,
	loadMs,
	workflowLoadMs,
	loadRatio,
	packedBytes,
	unpackedBytes,
}: PackageSize): string {
	const kilobytes = (bytes: number): string => `${(bytes / 1_024).toFixed(0)} KB`;
	const rows = [
		...nodes.flatMap(({ name, descriptionBytes, properties }) => [
			[`Description of ${name}`, kilobytes(descriptionBytes)],
			[`Properties of ${name}`, String(properties)],
		]),
		['Time to load the nodes, beyond n8n-workflow', `${loadMs.toFixed(0)} ms`],
		['Time to load n8n-workflow', `${workflowLoadMs.toFixed(0)} ms`],
		['Ratio of the first time to the second', judged(loadRatio, 2, MAX_LOAD_RATIO)],
		['Packed', kilobytes(packedBytes)],
		['Unpacked', kilobytes(unpackedBytes)],
	];
	return `**The package**\n\n${table(['What', 'Figure'], rows)}`;
}
