import { pause } from '../transport/pause';

/** The response of n8n's web server, as far as it is used here. */
export interface OutgoingResponse {
	statusCode: number;
	status(code: number): OutgoingResponse;
	json(body: object): unknown;
	setHeader: (...parts: unknown[]) => unknown;
	end: (...parts: unknown[]) => unknown;
}

/** What a gateway is told of a delivery that was taken. */
export const RECEIVED = { received: true };

/** What makes every gateway deliver again. */
const REPEAT = 503;

const isSuccess = (status: number): boolean => status >= 200 && status < 300;

/**
 * The answer to one delivery. The gateway gets it once, from the trigger or from n8n. What n8n says behind it stays
 * here: n8n does not know that it was sent, would fail over it and break off the connection.
 */
export class DeliveryAnswer {
	/** Whether the gateway was told that its delivery was taken. */
	readonly isTaken: Promise<boolean>;

	/** The status with which n8n failed after that; never settles where it did not. */
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

	/** Answers now, unless that was done before. */
	give(status = 200, body: object = RECEIVED): void {
		if (!this.isSent) this.response.status(status).json(body);
	}

	/**
	 * Has the gateway wait for others to whom the delivery was passed on, however long that takes them: whoever calls this
	 * sets an end. A gateway that repeats its delivery starts only those that have not taken it.
	 * @param others whether all of them took it
	 */
	alsoFor(others: Promise<boolean>): void {
		this.others = others;
	}

	/**
	 * Answers when nobody has until then: because a look-up takes long, executions wait for their turn, or the database is
	 * slow.
	 * @param patienceMs how long the gateway may wait
	 */
	async giveWithin(patienceMs: number): Promise<void> {
		const over = new AbortController();
		const isOver = pause(patienceMs, over.signal);
		await Promise.race([this.isTaken, isOver]);
		over.abort();
		this.give();
	}

	/** At the place that every answer passes: one whose connection broke is never told as finished. */
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
