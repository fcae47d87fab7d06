import { pause } from '../transport/pause';

/** The parts of the web server's response in n8n that are used here. */
export interface OutgoingResponse {
	statusCode: number;
	status(code: number): OutgoingResponse;
	json(body: object): unknown;
	setHeader: (...parts: unknown[]) => unknown;
	end: (...parts: unknown[]) => unknown;
}

/** The response to a delivery that was taken. */
export const RECEIVED = { received: true };

/** The status that makes every gateway deliver again. */
const REPEAT = 503;

const isSuccess = (status: number): boolean => status >= 200 && status < 300;

/**
 * The response to one delivery. The gateway gets it once, from the trigger or from n8n. If the trigger responded, n8n's
 * later response is swallowed: n8n does not know that one was sent, and would otherwise fail and break off the
 * connection.
 */
export class DeliveryAnswer {
	/** Whether the gateway was told that its delivery was taken. */
	readonly isTaken: Promise<boolean>;

	/** The status with which n8n failed after the response was sent; never settles if it did not fail. */
	readonly failure: Promise<number>;

	private isSent = false;
	private others: Promise<boolean> | null = null;
	private decide: (isTaken: boolean) => void = () => undefined;
	private fail: (status: number) => void = () => undefined;

	constructor(private readonly response: OutgoingResponse) {
		this.isTaken = new Promise((resolve) => {
			this.decide = resolve;
		});
		this.failure = new Promise((resolve) => {
			this.fail = resolve;
		});
		this.watch();
	}

	/** Responds now, unless a response was sent before. */
	give(status = 200, body: object = RECEIVED): void {
		if (!this.isSent) this.response.status(status).json(body);
	}

	/**
	 * Makes the gateway wait for others to whom the delivery was passed on, however long they take, so the caller sets a
	 * limit. If the gateway repeats its delivery, only those that have not taken it start.
	 * @param others whether all of them took it
	 */
	alsoFor(others: Promise<boolean>): void {
		this.others = others;
	}

	/**
	 * Responds if nobody has by then, because a look-up takes long, executions are queued, or the database is slow.
	 * @param patienceMs how long the gateway may wait
	 */
	async giveWithin(patienceMs: number): Promise<void> {
		const over = new AbortController();
		const isOver = pause(patienceMs, over.signal);
		await Promise.race([this.isTaken, isOver]);
		over.abort();
		this.give();
	}

	/**
	 * Hooks into the one call that every response passes: a response whose connection broke never reports that it
	 * finished.
	 */
	private watch(): void {
		const { response } = this;
		const end = response.end.bind(response);
		const setHeader = response.setHeader.bind(response);
		response.setHeader = (...parts) => (this.isSent ? response : setHeader(...parts));
		response.end = (...parts) => {
			const { statusCode } = response;
			if (this.isSent) {
				if (!isSuccess(statusCode)) this.fail(statusCode);
				return response;
			}
			this.isSent = true;
			this.decide(isSuccess(statusCode));
			if (this.others === null || !isSuccess(statusCode)) return end(...parts);
			void this.others.then((areTaken) => {
				if (!areTaken) response.statusCode = REPEAT;
				end(...parts);
			});
			return response;
		};
	}
}
