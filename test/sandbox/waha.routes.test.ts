import type { WahaRoute } from '../../sandbox/contract';
import { wahaRoutes } from '../../sandbox/contract/waha';
import { ANNA, ANNA_CUS, Harness } from './harness';
import { ask, nameOf, POLL, smallest } from './waha.requests';

let harness: Harness;

beforeEach(async () => {
	// A server that has every route, the newest ones too.
	harness = await Harness.start({ wahaVersion: '2026.9' });
	const poll = { question: 'Shall we?', options: ['Yes', 'No'], selectable: 1 };
	const { chats } = harness;
	const content = { type: 'poll', poll } as const;
	chats.receive({ id: ANNA, name: 'Anna' }, { id: POLL, chatId: ANNA, text: '', content });
});
afterEach(async () => await harness.sandbox.close());

/** An own message, so that it can be edited. */
function ownMessage(): string {
	const message = harness.chat().messages.find(({ fromMe }) => fromMe);
	return `true_${ANNA_CUS}_${message?.id ?? ''}`;
}

const named = wahaRoutes.map((route): [string, WahaRoute] => [nameOf(route), route]);

test('the contract has all routes of the vocabulary', () => {
	expect(wahaRoutes).toHaveLength(144);
});

test.each(named)('%s answers the smallest request', async (_name, route) => {
	const answer = await ask(harness.sandbox, smallest(route, ownMessage()));
	expect([answer.status, answer.status < 300 ? '' : answer.data]).toEqual([
		route.method === 'POST' ? 201 : 200,
		'',
	]);
	if (route.answer === 'empty') expect(answer.data).toBe('');
});
