import { withFigures } from '../../bench/document';
import { readOptions } from '../../bench/options';
import type { OverloadRun } from '../../bench/overload';
import { report, type Figures } from '../../bench/report';
import type { Sender, Sending } from '../../bench/sending';
import type { Receiver, Receiving } from '../../bench/trigger';

const run = (sender: Sender, items: number, round: number, nodeMs: number): Sending => ({
	gateway: 'waha',
	isTls: false,
	items,
	sender,
	round,
	nodeMs,
	cpuMs: nodeMs / 2,
	nodeCpuMs: nodeMs / 2,
	memoryAdded: 0,
	nodeMemoryAdded: 0,
	lateArrivals: 0,
	lateAnswers: 0,
	maxInFlight: 50,
	faults: [],
});

const NOTHING: Figures = {
	about: '',
	sending: null,
	tls: null,
	overload: null,
	files: null,
	trigger: null,
	package: null,
};

const cellsOf = (text: string, start: string): string[][] =>
	text
		.split('\n')
		.filter((line) => line.startsWith(`| ${start}`))
		.map((line) => line.split('|').map((cell) => cell.trim()));

test('each node is compared with the HTTP Request node of the same round', () => {
	const sending = [
		run('http', 500, 1, 1_000),
		run('standard', 500, 1, 3_000),
		run('concurrent', 500, 1, 900),
		// In this round the machine was busy for every sender.
		run('concurrent', 500, 2, 9_000),
		run('standard', 500, 2, 30_000),
		run('http', 500, 2, 10_000),
	];
	const text = report({ ...NOTHING, sending });
	expect(cellsOf(text, 'this node ')[0]).toContain('3.00 (≤ 1.2: missed)');
	expect(cellsOf(text, 'this node, Concurrency 50')[0]).toContain('0.90 (≤ 1: met)');
	expect(text).not.toContain('Factor');
});

test('the time per item is compared between small and large runs', () => {
	const sending = [run('http', 10_000, 1, 40_000), run('http', 500, 1, 1_000)];
	const text = report({ ...NOTHING, sending });
	expect(cellsOf(text, 'WAHA, HTTP Request')).toEqual([
		['', 'WAHA, HTTP Request', '2.00', '4.00', '2.00', ''],
	]);
});

test('a file is judged by its highest memory peak, and only at the target size', () => {
	const move = (bytes: number) => ({
		title: 'up',
		isOwn: true,
		isHeld: false,
		bytes,
		nodeMs: [1_000, 1_000, 1_000],
		peaks: [500, 400, 300].map((mb) => mb * 1_048_576),
		peaksWithout: [400, 400, 900].map((mb) => mb * 1_048_576),
		faults: [],
	});
	const textOf = (mb: number): string => report({ ...NOTHING, files: [move(mb * 1_048_576)] });
	expect(cellsOf(textOf(60), 'up')[0]).toEqual([
		'',
		'up',
		'400',
		'500',
		'100 (≤ 30: missed)',
		'60',
		'',
	]);
	expect(cellsOf(textOf(10), 'up')[0]).toContain('100');
});

test('TLS is compared with plain HTTP, and with the HTTP Request node over TLS', () => {
	const over = (isTls: boolean, sender: Sender, nodeMs: number): Sending => ({
		...run(sender, 500, 1, nodeMs),
		isTls,
	});
	const tls = [
		over(false, 'http', 1_000),
		over(false, 'standard', 1_200),
		over(true, 'http', 2_000),
		over(true, 'standard', 1_800),
	];
	expect(cellsOf(report({ ...NOTHING, tls }), 'this node ')[0]?.slice(2, 6)).toEqual([
		'1.20',
		'1.80',
		'1.50',
		'0.90',
	]);
});

test('Verify After Timeout is compared with the node without it in the same round', () => {
	const sending = [
		run('standard', 500, 1, 1_000),
		run('standard', 500, 2, 2_000),
		run('verified', 500, 1, 1_500),
		run('verified', 500, 2, 3_200),
		run('verified', 10_000, 1, 9_000),
	];
	const text = report({ ...NOTHING, sending });
	expect(text).toContain('Verify After Timeout takes 1.55 times as long for 500 items.');
	expect(text).not.toContain('as long for 10000 items');
});

test('automatic concurrency is compared with the fastest fixed concurrency', () => {
	const sent = (concurrency: number | null, nodeMs: number): OverloadRun => ({
		bears: 10,
		concurrency,
		round: 1,
		nodeMs,
		maxInFlight: concurrency ?? 14,
		faults: [],
	});
	const overload = [sent(null, 2_200), sent(5, 4_000), sent(10, 2_000), sent(20, 4_100)];
	expect(cellsOf(report({ ...NOTHING, overload }), '10')).toEqual([
		['', '10', '2.20', '14', '2.00', 'Concurrency 10', '1.10 (≤ 1.2: met)', ''],
	]);
});

test('the figures are written between their marks, and only once', () => {
	const page = 'before\n<!-- bench:start -->\nold\n<!-- bench:end -->\nafter\n';
	const written = withFigures(page, 'new');
	expect(written).toBe('before\n<!-- bench:start -->\nnew\n<!-- bench:end -->\nafter\n');
	expect(withFigures(written, 'new')).toBe(written);
	expect(() => withFigures('no marks', 'new')).toThrow('bench:start');
});

test('the trigger is compared with the Webhook node of the same round', () => {
	const taken = (receiver: Receiver, round: number, cpuMs: number): Receiving => ({
		receiver,
		round,
		events: 100,
		ms: cpuMs,
		cpuMs,
		isolates: receiver === 'own' ? 200 : 100,
		faults: [],
	});
	const trigger = [
		taken('expression', 1, 10_000),
		taken('own', 1, 12_000),
		taken('own', 2, 21_000),
		taken('expression', 2, 20_000),
		taken('expression', 3, 10_000),
		taken('own', 3, 10_500),
	];
	const text = report({ ...NOTHING, trigger });
	expect(cellsOf(text, 'this trigger ')[0]?.slice(4)).toEqual([
		'120',
		'1.05 (≤ 1.1: met)',
		'2.0',
		'',
	]);
});

describe('command line options', () => {
	test('a large number of items has its own number of rounds', () => {
		const options = readOptions(['--rounds', '5']);
		expect(options?.items.map((items) => options.roundsOf(items))).toEqual([5, 1]);
	});

	test('--quick sets small defaults that other options override', () => {
		const quick = readOptions(['--quick']);
		expect(quick).toMatchObject({ items: [500], fileBytes: 10 * 1_048_576, rounds: 1, events: 60 });
		expect(readOptions(['--quick', '--items', '20,30'])?.items).toEqual([20, 30]);
	});

	test.each([
		[['--items', 'many'], '--items takes whole numbers, not "many"'],
		[['--latency', '1-x'], '--latency takes whole numbers, not "x"'],
		[
			['--only', 'files,pies'],
			'--only takes sending, tls, overload, files, trigger, package, not "pies"',
		],
		[['--nonsense'], 'nonsense'],
	])('refuses %j', (args, message) => {
		expect(() => readOptions(args)).toThrow(message);
	});
});
