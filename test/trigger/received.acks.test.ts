import { textAt } from '../../nodes/WhatsApp/portable/json';
import { ANNA, BEN, TEAM } from './acts';
import { VERSIONS } from './received.run';
import { Stage } from './stage';

describe.each(VERSIONS)('acknowledgments of own messages (WAHA %s)', (version) => {
	let stage: Stage;
	beforeAll(async () => {
		const options = { acceptUnsigned: version === '2024.10.8' };
		stage = await Stage.start({
			wahaVersion: version,
			parameters: { waha: { events: ['message', 'ack'], filters: { groups: 'all' }, options } },
		});
	});
	afterAll(async () => await stage.close());

	test.each([
		['a person', ANNA, {}, ['delivered', 'read'], ANNA],
		// NOWEB reports a delivery receipt in a group as one of the server.
		['a member of a group', TEAM, { from: BEN }, ['read', 'sent'], BEN],
	] as const)(
		'are reported when %s gets and reads the message',
		async (_, chatId, body, acks, participantId) => {
			const id = stage.send({ chatId, text: 'mine' });
			await stage.begin();
			await stage.act('read', { chatId, ...body });
			await stage.settled();
			const told = stage.waha.items.filter(({ messageId }) => String(messageId).includes(id));
			const { items } = stage.warest;
			expect(told.map((item) => textAt(item, 'ack')).sort()).toEqual(acks);
			for (const item of told)
				expect(item).toMatchObject({
					event: 'ack',
					chatId,
					fromMe: true,
					participantId,
					phone: participantId.split('@')[0],
				});
			expect(items).toEqual([]);
		},
	);
});
