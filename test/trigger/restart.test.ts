import fc from 'fast-check';
import { gateways } from '../../nodes/WhatsApp/gateways';
import type { SessionStatus } from '../../nodes/WhatsApp/portable/shapes';
import {
	isNews,
	noteChange,
	noteAnnounced,
	type Report,
	type AnnouncedStatus,
} from '../../nodes/WhatsApp/trigger/restart';

const { restart } = gateways.waha.webhooks;
if (restart === null) throw new Error('WAHA restarts its sessions');

const SECOND = 1_000;
const USUAL_S = restart.usualMs / SECOND;

beforeEach(() => jest.useFakeTimers({ now: 1_800_000_000_000 }));
afterEach(() => jest.useRealTimers());

/** A status, and seconds since the previous one. */
type Step = readonly [after: number, status: SessionStatus];

let sessions = 0;

/** A session of WAHA, and a workflow that gets its statuses. */
class Story {
	readonly told: SessionStatus[] = [];
	/** The key under which a process remembers the session. */
	private line = { baseUrl: `http://waha-${++sessions}` };
	/** What n8n has stored. */
	private stored: AnnouncedStatus | null = null;
	private status: SessionStatus = 'working';
	isAway = false;
	/** Whether the gateway reports when something happened. */
	hasTimes = true;

	async pass(seconds: number): Promise<void> {
		await jest.advanceTimersByTimeAsync(seconds * SECOND);
	}

	/** The session changes its status, and n8n gets it at once. */
	become(status: SessionStatus, previous: SessionStatus | null = null): void {
		this.status = status;
		this.report(status, Date.now(), previous);
	}

	report(status: SessionStatus, at: number, previous: SessionStatus | null = null): void {
		const report: Report = {
			name: this.line.baseUrl,
			session: 'default',
			status,
			previous,
			at: this.hasTimes ? at : null,
			stored: this.stored,
		};
		const ask = async (): Promise<SessionStatus | null> => (this.isAway ? null : this.status);
		void isNews(this.line, restart!, report, ask).then((isNew) => {
			if (!isNew) return;
			this.told.push(status);
			this.stored = { status, at: Date.now() };
			noteAnnounced(report, this.stored, Promise.resolve(true));
		});
	}

	async live(steps: readonly Step[]): Promise<void> {
		for (const [after, status] of steps) {
			await this.pass(after);
			this.become(status);
		}
	}

	/** This n8n changes the webhooks of the session, and gets the answer when the returned function is called. */
	cause(): () => void {
		return noteChange(this.line, 'default');
	}

	/** n8n stops and starts again, and knows only what is stored. */
	newRun(): void {
		this.line = { baseUrl: `http://waha-${++sessions}` };
	}
}

const RESTART: readonly Step[] = [
	[0, 'stopped'],
	[2, 'starting'],
	[1, 'working'],
];

test('a stop that ends within a restart is not reported, and neither is its end', async () => {
	const story = new Story();
	await story.live(RESTART);
	await story.pass(120);
	expect(story.told).toEqual([]);
});

test('a lasting stop is reported when a restart would be over', async () => {
	const story = new Story();
	story.become('stopped');
	await story.pass(USUAL_S - 1);
	expect(story.told).toEqual([]);
	await story.pass(1);
	expect(story.told).toEqual(['stopped']);
	await story.live([
		[60, 'starting'],
		[3, 'working'],
	]);
	await story.pass(1);
	expect(story.told).toEqual(['stopped', 'starting', 'working']);
});

test.each([true, false])(
	'changes after a restart by n8n are reported, even if it ended before the response (%s)',
	async (isOvertaken) => {
		const story = new Story();
		const answered = story.cause();
		await story.live(RESTART);
		await story.pass(1);
		if (isOvertaken) answered();
		await story.live([
			[3, 'starting'],
			[3, 'working'],
		]);
		await story.pass(USUAL_S);
		expect(story.told).toEqual(['starting', 'working']);
	},
);

test('a repeated report of a finished restart does not hold back later changes', async () => {
	const story = new Story();
	await story.live(RESTART);
	const start = Date.now();
	await story.pass(1);
	story.report('starting', start - 1 * SECOND);
	await story.live([
		[3, 'starting'],
		[3, 'working'],
	]);
	await story.pass(USUAL_S);
	expect(story.told).toEqual(['starting', 'working']);
});

test('a stop is reported if the gateway cannot be asked', async () => {
	const story = new Story();
	story.become('stopped');
	story.isAway = true;
	await story.pass(USUAL_S);
	expect(story.told).toEqual(['stopped']);
});

test('the gateway is asked whether the session works if the report of the start went elsewhere', async () => {
	const story = new Story();
	story.become('stopped');
	await story.pass(3);
	// The report does not reach n8n here.
	jest.spyOn(story, 'report').mockImplementationOnce(() => undefined);
	story.become('working');
	await story.pass(USUAL_S);
	expect(story.told).toEqual([]);
});

test.each<[string, readonly Step[], SessionStatus[]]>([
	['needs its code', [...RESTART.slice(0, 2), [1, 'waitingForQr']], ['waitingForQr']],
	['fails', [...RESTART.slice(0, 2), [1, 'failed']], ['failed']],
])('a session that %s after a restart by n8n: only that is reported', async (_, steps, told) => {
	const story = new Story();
	story.cause();
	await story.live(steps);
	await story.pass(60);
	expect(story.told).toEqual(told);
});

test('a restart by n8n that begins with "starting" is not reported, but later changes are', async () => {
	const story = new Story();
	story.cause();
	await story.live([
		[2, 'starting'],
		[0.1, 'starting'],
		[1, 'working'],
	]);
	await story.pass(60);
	// After that, everything counts again.
	await story.live([
		[0, 'starting'],
		[1, 'working'],
	]);
	await story.pass(1);
	expect(story.told).toEqual(['starting', 'working']);
});

test('a session that was failed and works after a restart is reported', async () => {
	const story = new Story();
	await story.live([
		[0, 'failed'],
		[30, 'working'],
	]);
	await story.live([[60, 'failed']]);
	await story.pass(1);
	story.cause();
	await story.live(RESTART);
	await story.pass(60);
	expect(story.told).toEqual(['failed', 'working', 'failed', 'working']);
});

test('an old stop is reported at once', async () => {
	const story = new Story();
	story.report('stopped', Date.now() - 5 * 60 * SECOND);
	await story.pass(0.1);
	expect(story.told).toEqual(['stopped']);
});

test('what was reported before n8n ended still counts after its start', async () => {
	const story = new Story();
	story.become('stopped');
	await story.pass(USUAL_S + 1);
	story.newRun();
	story.become('working');
	await story.pass(1);
	expect(story.told).toEqual(['stopped', 'working']);
	story.newRun();
	await story.live(RESTART);
	await story.pass(60);
	expect(story.told).toEqual(['stopped', 'working']);
});

test('the previous status reveals a restart whose stop was not seen', async () => {
	const story = new Story();
	await story.live([
		[0, 'failed'],
		[1, 'working'],
	]);
	await story.pass(1);
	story.newRun();
	story.become('starting', 'stopped');
	await story.pass(2);
	story.become('working', 'starting');
	await story.pass(60);
	expect(story.told).toEqual(['failed', 'working']);
});

/** What may happen to a session that works and finally works again, and what of it is news. */
interface Episode {
	readonly steps: readonly Step[];
	readonly told: readonly SessionStatus[];
	readonly isOurs: boolean;
}
const episode = (
	steps: fc.Arbitrary<readonly Step[]>,
	told: readonly SessionStatus[],
	isOurs: fc.Arbitrary<boolean> = fc.constant(false),
): fc.Arbitrary<Episode> => fc.record({ steps, told: fc.constant(told), isOurs });

const seconds = (min: number, max: number): fc.Arbitrary<number> =>
	fc.integer({ min: min * 10, max: max * 10 }).map((tenths) => tenths / 10);
const sequence = (
	...steps: ReadonlyArray<readonly [fc.Arbitrary<number>, SessionStatus]>
): fc.Arbitrary<readonly Step[]> =>
	fc.tuple(...steps.map(([after, status]) => after.map((s): Step => [s, status])));

const soon = seconds(0, 6);
const late = seconds(USUAL_S + 1, 200);
const gap = seconds(USUAL_S + 1, 300);

const episodes = fc.oneof(
	episode(
		fc.oneof(
			sequence([gap, 'stopped'], [soon, 'starting'], [soon, 'working']),
			sequence([gap, 'stopped'], [soon, 'starting'], [soon, 'starting'], [soon, 'working']),
			sequence([gap, 'stopped'], [soon, 'working']),
		),
		[],
		fc.boolean(),
	),
	episode(sequence([gap, 'starting'], [seconds(0, 100), 'working']), ['starting', 'working']),
	episode(sequence([gap, 'stopped'], [late, 'starting'], [soon, 'working']), [
		'stopped',
		'starting',
		'working',
	]),
	episode(sequence([gap, 'failed'], [soon, 'stopped'], [soon, 'starting'], [soon, 'working']), [
		'failed',
		'stopped',
		'starting',
		'working',
	]),
	episode(
		sequence([gap, 'stopped'], [soon, 'starting'], [soon, 'waitingForQr'], [gap, 'working']),
		['stopped', 'starting', 'waitingForQr', 'working'],
	),
);

test.each([true, false])(
	'every change that lasts is reported once and in order (times: %s)',
	async (hasTimes) => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.tuple(episodes, fc.boolean()), { maxLength: 8 }),
				async (happened) => {
					const story = new Story();
					story.hasTimes = hasTimes;
					for (const [{ steps, isOurs }, isRestarted] of happened) {
						const [[after, first] = [0, 'working' as const], ...rest] = steps;
						await story.pass(after);
						if (isRestarted) story.newRun();
						if (isOurs) story.cause();
						story.become(first);
						await story.live(rest);
					}
					await story.pass(USUAL_S + 1);
					expect(story.told).toEqual(happened.flatMap(([{ told }]) => told));
				},
			),
			{ numRuns: 60 },
		);
	},
);
