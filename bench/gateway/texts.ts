import { setTimeout as sleep } from 'node:timers/promises';
import type { JsonObject } from '../../sandbox/http/json';
import { indexOf, itemAt, SESSION, type BenchItem } from '../items';
import { evolutionSent, wahaSent, warestSent } from './answers';
import { readJson, sendJson, type Call } from './http';
import type { GatewayName } from './protocol';
import type { BenchState } from './state';

/** Where a gateway's request has the parts of an item, and how it answers. */
interface Form {
	/** Null if the path names it. */
	readonly session: string | null;
	readonly chat: string;
	readonly text: string;
	readonly chatOf: (item: BenchItem) => string;
	readonly answer: (item: BenchItem) => object;
}

const FORMS: Readonly<Record<GatewayName, Form>> = {
	waha: {
		session: 'session',
		chat: 'chatId',
		text: 'text',
		chatOf: ({ chatId }) => chatId,
		answer: wahaSent,
	},
	warest: {
		session: 'sessionId',
		chat: 'to',
		text: 'message',
		chatOf: ({ to }) => to,
		answer: (item) => warestSent(item, 'text'),
	},
	evolution: {
		session: null,
		chat: 'number',
		text: 'text',
		chatOf: ({ number }) => number,
		answer: (item) => evolutionSent(item, { conversation: item.text }),
	},
};

/** Accepts the text of an item, and answers once the gateway would have sent it. */
export const takeText =
	(gateway: GatewayName) =>
	async (state: BenchState, { request, response }: Call): Promise<void> => {
		const { journal } = state;
		const visit = journal.arrive();
		const item = itemIn(await readJson(request), FORMS[gateway], state);
		if (item === null) {
			journal.complain(
				'a text came that is no item, or an item with another text, chat or session',
			);
			journal.leave(visit);
			return sendJson(response, { message: 'No item of the benchmark' }, 400);
		}
		journal.identify(visit, { lane: item.chatId, index: item.index });
		const latency = state.latencyOf(item.index);
		if (latency > 0) await sleep(latency);
		journal.leave(visit);
		sendJson(response, FORMS[gateway].answer(item));
	};

function itemIn(body: JsonObject, form: Form, { plan }: BenchState): BenchItem | null {
	const index = indexOf(body[form.text]);
	if (index === null || index >= plan.items) return null;
	const item = itemAt(index, plan.chats);
	const isWhole =
		body[form.text] === item.text &&
		body[form.chat] === form.chatOf(item) &&
		(form.session === null || body[form.session] === SESSION);
	return isWhole ? item : null;
}
