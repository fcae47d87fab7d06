import { withFigures } from '../../bench/document';
import { readOptions } from '../../bench/options';
import { report } from '../../bench/report';
import type { Sender, Sending } from '../../bench/sending';
import type { Receiver, Receiving } from '../../bench/trigger';

const run = (sender: Sender, items: number, round: number, nodeMs: number): Sending => ({
	gateway: 'waha',
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

const cellsOf = (text: string, start: string): string[][] =>
	text
		.split('\n')
		.filter((line) => line.startsWith(`| ${start}`))
		.map((line) => line.split('|').map((cell) => cell.trim()));

test('each node is compared with the HTTP Request node of its own round', () => {
	const sending = [
		run('http', 500, 1, 1_000),
		run('standard', 500, 1, 3_000),
		run('concurrent', 500, 1, 900),
		// The machine was busy in this round, for all.
		run('concurrent', 500, 2, 9_000),
		run('standard', 500, 2, 30_000),
		run('http', 500, 2, 10_000),
	];
	const text = report({ about: 'about', sending, files: null, trigger: null, package: null });
	expect(cellsOf(text, 'this node ')[0]).toContain('3.00 (≤ 2: missed)');
	expect(cellsOf(text, 'this node, Concurrency 50')[0]).toContain('0.90 (≤ 1: met)');
	expect(text).not.toContain('Factor');
});

test('the time for an item is compared between few and many of them', () => {
	const sending = [run('http', 10_000, 1, 40_000), run('http', 500, 1, 1_000)];
	const text = report({ about: 'about', sending, files: null, trigger: null, package: null });
	expect(cellsOf(text, 'WAHA, HTTP Request')).toEqual([
		['', 'WAHA, HTTP Request', '2.00', '4.00', '2.00', ''],
	]);
});

test('a file is judged by its highest peak, and only at the size that the target names', () => {
	const move = (bytes: number) => ({
		title: 'up',
		isOwn: true,
		bytes,
		nodeMs: [1_000, 1_000, 1_000],
		peaks: [500, 400, 300].map((mb) => mb * 1_048_576),
		peaksWithout: [400, 400, 900].map((mb) => mb * 1_048_576),
		faults: [],
	});
	const textOf = (mb: number): string =>
		report({
			about: '',
			sending: null,
			files: [move(mb * 1_048_576)],
			trigger: null,
			package: null,
		});
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

test('figures stand between their marks, once', () => {
	const page = 'before\n<!-- bench:start -->\nold\n<!-- bench:end -->\nafter\n';
	const written = withFigures(page, 'new');
	expect(written).toBe('before\n<!-- bench:start -->\nnew\n<!-- bench:end -->\nafter\n');
	expect(withFigures(written, 'new')).toBe(written);
	expect(() => withFigures('no marks', 'new')).toThrow('bench:start');
});

test('a trigger is compared with the Webhook node of its own round', () => {
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
	const text = report({ about: '', sending: null, files: null, trigger, package: null });
	expect(cellsOf(text, 'this trigger ')[0]?.slice(4)).toEqual([
		'120',
		'1.05 (≤ 1.1: met)',
		'2.0',
		'',
	]);
});

describe('the command line', () => {
	test('many items have rounds of their own', () => {
		const options = readOptions(['--rounds', '5']);
		expect(options?.items.map((items) => options.roundsOf(items))).toEqual([5, 1]);
	});

	test('a quick run is a small one, unless something else is said', () => {
		const quick = readOptions(['--quick']);
		expect(quick).toMatchObject({ items: [500], fileBytes: 10 * 1_048_576, rounds: 1, events: 60 });
		expect(readOptions(['--quick', '--items', '20,30'])?.items).toEqual([20, 30]);
	});

	test.each([
		[['--items', 'many'], '--items takes whole numbers, not "many"'],
		[['--latency', '1-x'], '--latency takes whole numbers, not "x"'],
		[['--only', 'files,pies'], '--only takes sending, files, trigger, package, not "pies"'],
		[['--nonsense'], 'nonsense'],
	])('%j is refused', (args, message) => {
		expect(() => readOptions(args)).toThrow(message);
	});
});
