import { toError } from '../portable/problem';
import type { GatewayAnswer, GatewayRequest } from './request';

/** Answers that hold for a whole execution. Each is requested once, even by items that run in parallel. */
export class SharedAnswers {
	private readonly asked = new Map<string, Promise<GatewayAnswer>>();

	/** The answer to a request; a failed request is sent again when the next item needs it. */
	async of(request: GatewayRequest, ask: () => Promise<GatewayAnswer>): Promise<GatewayAnswer> {
		const { method, path, query, body } = request;
		const key = JSON.stringify([method, path, query, body]);
		const known = this.asked.get(key);
		if (known !== undefined) return await known;
		const answer = ask();
		this.asked.set(key, answer);
		try {
			return await answer;
		} catch (error) {
			this.asked.delete(key);
			throw toError(error);
		}
	}
}
