import type { WahaRoute } from '../../sandbox/contract';
import { wahaRoutes } from '../../sandbox/contract/waha';
import { ANNA, ANNA_CUS, Harness } from './harness';
import { ask, nameOf, POLL, smallest } from './waha.requests';

let harness: Harness;

/** A route added after the sandbox's usual version is tested on the first server that has it. */
const start = async ({ since }: Pick<WahaRoute, 'since'>): Promise<void> => {
	harness = await Harness.start({ wahaVersion: since });
	const poll = { question: 'Shall we?', options: ['Yes', 'No'], selectable: 1 };
	const content = { type: 'poll', poll } as const;
	harness.chats.receive({ id: ANNA, name: 'Anna' }, { id: POLL, chatId: ANNA, text: '', content });
};
afterEach(async () => await harness.sandbox.close());

/** The account's own message, so that it can be edited. */
function ownMessage(): string {
	const message = harness.chat().messages.find(({ fromMe }) => fromMe);
	return `true_${ANNA_CUS}_${message?.id ?? ''}`;
}

const named = wahaRoutes.map((route): [string, WahaRoute] => [nameOf(route), route]);

test.each(named)('%s accepts the smallest valid request', async (_name, route) => {
	await start(route);
	const answer = await ask(harness.sandbox, smallest(route, ownMessage()));
	expect([answer.status, answer.status < 300 ? '' : answer.data]).toEqual([
		route.method === 'POST' ? 201 : 200,
		'',
	]);
	if (route.answer === 'empty') expect(answer.data).toBe('');
});

const later = named.filter(([, { since }]) => since !== undefined);

/** Routes whose name an older version reads as an ID, and what it says then. */
const READ_AS_ID: Record<string, string> = {
	'GET /api/{session}/groups/count': "Group with id 'count' not found",
};

test.each(later)('%s is refused by an older version', async (name, route) => {
	await start({ since: undefined });
	const answer = await ask(harness.sandbox, smallest(route, ownMessage()));
	const message = READ_AS_ID[name];
	const expected =
		message === undefined
			? { statusCode: 404, message: expect.stringContaining(`Cannot ${route.method} /api/`) }
			: { statusCode: 500, exception: { message } };
	expect(JSON.parse(answer.data)).toMatchObject(expected);
	expect(answer.status).toBe(expected.statusCode);
});
