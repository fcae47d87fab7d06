import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { IN8nHttpFullResponse, ITriggerFunctions } from 'n8n-workflow';
import type { Sandbox } from '../../sandbox';

/** What is left to a network while the time stands still. */
const REAL = ['nextTick', 'setImmediate', 'clearImmediate', 'queueMicrotask'] as const;
const STEP_MS = 500;
const TURNS = 4;

/** Time that a test makes pass, over real connections: it stands still while anybody waits for an answer. */
export class Clock {
	private underWay = 0;

	constructor(private readonly sandbox: () => Sandbox) {
		jest.useFakeTimers({ doNotFake: [...REAL] });
	}

	/** Notes the requests of a running trigger. */
	holdFor({ helpers }: Pick<ITriggerFunctions, 'helpers'>): void {
		const send = helpers.httpRequestWithAuthentication;
		const { during } = this;
		helpers.httpRequestWithAuthentication = async function (...request) {
			return await during(async () => {
				const answer: IN8nHttpFullResponse = await send.apply(this, request);
				if (!(answer.body instanceof Readable)) return answer;
				return { ...answer, body: Readable.from([await buffer(answer.body)]) };
			});
		};
	}

	private readonly during = async <T>(work: () => Promise<T>): Promise<T> => {
		this.underWay += 1;
		try {
			return await work();
		} finally {
			this.underWay -= 1;
		}
	};

	async pass(ms: number): Promise<void> {
		await this.quiet();
		for (let left = ms; left > 0; left -= STEP_MS) {
			await jest.advanceTimersByTimeAsync(Math.min(STEP_MS, left));
			await this.quiet();
		}
	}

	/** Lets time pass for as long as something takes that waits for it. */
	async over<T>(work: Promise<T>): Promise<T> {
		let isOver = false;
		const end = (): void => {
			isOver = true;
		};
		work.then(end, end);
		await this.passUntil(() => isOver);
		return await work;
	}

	/** How many milliseconds pass until something is so, at most an hour. */
	async passUntil(isSo: () => Promise<boolean> | boolean): Promise<number> {
		const start = Date.now();
		while (!(await isSo())) {
			if (Date.now() - start > 3_600_000) throw new Error(`It never came true: ${isSo.toString()}`);
			await this.pass(STEP_MS);
		}
		return Date.now() - start;
	}

	/** Waits until everything that was asked or delivered has its answer. */
	async quiet(): Promise<void> {
		do {
			for (let turn = 0; turn < TURNS; turn += 1) await new Promise(setImmediate);
		} while (this.underWay > 0 || this.sandbox().deliveries.some(isUnderWay));
	}

	end(): void {
		jest.useRealTimers();
	}
}

const isUnderWay = ({ status, error }: Sandbox['deliveries'][number]): boolean =>
	status === null && error === null;
