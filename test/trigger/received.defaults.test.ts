import { ANNA, BEN, ME, MY_LID, TEAM } from './acts';
import { actNamed, outcomeOf, VERSIONS } from './received.run';
import { Stage } from './stage';

/** What WAHA and WARest deliver to a trigger with default settings, and what only WAHA delivers. */
const SILENT: ReadonlyArray<[name: string, delivered: 'both' | 'waha' | 'none']> = [
	['a mention of somebody else', 'both'],
	['an answer to somebody else in a group', 'both'],
	['a message from a hidden member of a group', 'both'],
	['a status of somebody', 'waha'],
	['a post in a channel', 'waha'],
	['a post in an own channel', 'none'],
	['an own message from the phone', 'none'],
	['an own message from the phone in a group', 'none'],
	['an own message through the API', 'none'],
	['a reaction', 'none'],
	['a call', 'none'],
];

describe.each(VERSIONS)('a trigger with default settings (WAHA %s, WARest)', (version) => {
	let stage: Stage;
	beforeAll(async () => {
		stage = await Stage.start({
			wahaVersion: version,
			// The oldest version signs nothing, and the trigger must be told to accept that.
			parameters: version === '2024.10.8' ? { waha: { options: { acceptUnsigned: true } } } : {},
		});
	});
	afterAll(async () => await stage.close());

	test.each(SILENT)('is not started by %s', async (name, delivered) => {
		const { waha, warest } = await outcomeOf(actNamed(name), stage);
		expect([waha, warest]).toEqual([[], []]);
		const messages = stage.warest.names.filter((event) => event === 'message_received');
		expect(stage.waha.names).toEqual(delivered === 'none' ? [] : ['message']);
		expect(messages).toHaveLength(delivered === 'both' ? 1 : 0);
	});

	test.each([
		['a text', { chatId: ANNA, text: 'hello' }],
		['a mention', { chatId: TEAM, from: BEN, text: '@491700000001 hi', mentions: [ME] }],
	])('is started by %s', async (_, body) => {
		await stage.begin();
		await stage.act('write', body);
		await stage.settled();
		for (const { items } of [stage.waha, stage.warest])
			expect(items).toMatchObject([{ event: 'message', text: body.text }]);
	});

	test('is started by a mention of the hidden ID if the gateway reports that ID', async () => {
		await stage.begin();
		const body = { chatId: TEAM, from: BEN, text: '@11223344556677 hi', mentions: [MY_LID] };
		await stage.act('write', body);
		await stage.settled();
		expect(stage.waha.items).toHaveLength(version === '2026.7.1' ? 1 : 0);
		expect(stage.warest.items).toHaveLength(0);
	});
});
