import type { Json } from '../../nodes/WhatsApp/portable/json';
import { readChat as readWahaChat } from '../../nodes/WhatsApp/gateways/waha/shapes';
import { readMessage as readWahaMessage } from '../../nodes/WhatsApp/gateways/waha/messageShapes';
import { readMessage as readWarestMessage } from '../../nodes/WhatsApp/gateways/warest/messageShapes';
import { readChat as readWarestChat } from '../../nodes/WhatsApp/gateways/warest/shapes';
import { readGroup } from '../../nodes/WhatsApp/engines/groups';
import { answer } from '../support/dryRun';
import { CHAT, run } from './message.run';
import { items, waha, warest, warestMessage } from './events.run';

const SECONDS = 1_785_000_000;
const WHEN = '2026-07-25T17:20:00.000Z';

/** The same moment in every form in which a gateway may write it, and then values that give no time. */
const FORMS: ReadonlyArray<readonly [string, Json, string | null]> = [
	['seconds', SECONDS, WHEN],
	['milliseconds', SECONDS * 1000, WHEN],
	['text', String(SECONDS), WHEN],
	['milliseconds as text', String(SECONDS * 1000), WHEN],
	['a long integer', { low: SECONDS, high: 0, unsigned: true }, WHEN],
	['ISO', '2026-07-25T19:20:00+02:00', WHEN],
	['zero', 0, null],
	['no time at all', 'soon', null],
	['a time of another age', 1_785_000_000_000_000_000_000, null],
];

describe.each(FORMS)('a timestamp given as %s', (_, time, when) => {
	const context = { session: 's', chatId: CHAT };

	test('is read in messages, chats and groups of both gateways', () => {
		const told = [
			readWahaMessage({ id: `false_${CHAT}_A`, from: CHAT, timestamp: time }, context).timestamp,
			readWarestMessage({ id: 'A', timestamp: time }, context).timestamp,
			readWahaChat({ id: CHAT, conversationTimestamp: time }, 's').timestamp,
			readWahaChat({ id: CHAT, lastMessage: { body: 'x', timestamp: time } }, 's').timestamp,
			readWarestChat({ jid: CHAT, lastMessageTimestamp: time }, 's').timestamp,
			readGroup({ id: '1-2@g.us', creation: time }, 's').createdAt,
		];
		expect(told).toEqual(told.map(() => when));
	});

	test('is read in events of both gateways', () => {
		const payload = {
			id: `false_${CHAT}_A`,
			from: CHAT,
			fromMe: false,
			body: 'x',
			timestamp: time,
		};
		const [ofWaha] = items(waha('message', payload, { timestamp: null }));
		const data = warestMessage('text', 'conversation', { conversation: 'x' });
		const message = { ...(data.message as object), messageTimestamp: time };
		const [ofWarest] = items(warest('message_received', { ...data, message }, { ts: null }));
		expect([ofWaha?.timestamp, ofWarest?.timestamp]).toEqual([when, when]);
	});
});

describe('Sent After and Sent Before', () => {
	test.each<[unknown, number]>([
		[SECONDS, SECONDS],
		[SECONDS * 1000, SECONDS],
		[String(SECONDS), SECONDS],
		[String(SECONDS * 1000), SECONDS],
		[new Date(SECONDS * 1000), SECONDS],
		['2026-07-25T19:20:00+02:00', SECONDS],
		['2026-07-25 17:20', SECONDS],
		['Sat, 25 Jul 2026 17:20:00 GMT', SECONDS],
		['2026-07-25', SECONDS - 62_400],
	])('accept %p', async (moment, seconds) => {
		const options = { sentAfter: moment, sentBefore: moment };
		const [toWaha] = (await run('waha', 'getMany', { limit: 5, options }, [answer([])])).requests;
		expect(toWaha?.query).toMatchObject({
			'filter.timestamp.gte': seconds,
			'filter.timestamp.lte': seconds,
		});
		const none = answer({ status: true, result: { data: [] } });
		const [toWarest] = (await run('warest', 'getMany', { limit: 5, options }, [none])).requests;
		const iso = new Date(seconds * 1000).toISOString();
		expect(toWarest?.query).toMatchObject({ startTime: iso, endTime: iso });
	});

	test.each<[unknown, string]>([
		['soon', '"soon"'],
		['07/08/2026', '"07/08/2026"'],
		['2026-02-30', '"2026-02-30"'],
		[3600, '"3600"'],
		[SECONDS * 1e12, ''],
		['1970-01-21T18:51:16.481Z', '"1970-01-21T18:51:16.481Z"'],
	])('refuse %p on both gateways', async (moment, quoted) => {
		for (const gateway of ['waha', 'warest'] as const)
			await expect(
				run(gateway, 'getMany', { limit: 5, options: { sentAfter: moment } }),
			).rejects.toThrow(`Sent After is no date of this century: ${quoted}`);
	});
});
