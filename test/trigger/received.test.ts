import { textAt, type JsonObject } from '../../nodes/WhatsApp/portable/json';
import type { Fields } from './acts';
import { Bench } from './bench';
import { wahaHooks, warestHook } from './gateways';
import {
	ACTS,
	bareId,
	expectedOf,
	openStage,
	outcomeOf,
	VERSIONS,
	type Outcome,
} from './received.run';
import type { Desk, Stage } from './stage';

/** Every item says where and when, and names the message that it is about by the id under which that message came. */
function expectItems(
	items: readonly JsonObject[],
	expected: readonly Fields[],
	{ id, time }: Outcome,
	desk: Desk,
): void {
	expect(items).toMatchObject(
		expected.map((fields) => ({ session: 'default', timestamp: time, ...fields })),
	);
	expect(items).toHaveLength(expected.length);
	for (const item of items) {
		const messageId = textAt(item, 'messageId');
		expect(messageId).toBe(id === undefined ? null : desk.idOf(id));
		expect(messageId === null ? undefined : bareId(messageId)).toBe(id);
		for (const same of [textAt(item, 'pollMessageId'), textAt(item, 'reaction', 'messageId')])
			expect(same ?? messageId).toBe(messageId);
	}
}

const eventIdsOf = (items: readonly JsonObject[]): unknown[] => items.map(({ eventId }) => eventId);

describe.each(VERSIONS)('WAHA %s and WARest', (version) => {
	const signs = version !== '2024.10.8';
	let stage: Stage;
	beforeAll(async () => {
		stage = await openStage(version);
	});
	afterAll(async () => await stage.close());

	test.each(ACTS)('$name', async (act) => {
		const outcome = await outcomeOf(act, stage);
		expectItems(outcome.waha, expectedOf(act, version), outcome, stage.waha);
		expectItems(outcome.warest, expectedOf(act, 'warest'), outcome, stage.warest);
		for (const id of eventIdsOf(outcome.waha))
			expect(id).toEqual(signs ? expect.stringMatching(/^evt_/) : null);
		for (const id of eventIdsOf(outcome.warest)) expect(id).toBeNull();
	});

	test('all deliveries were accepted without a log entry', () => {
		for (const { delivered, bench } of [stage.waha, stage.warest]) {
			expect(delivered.length).toBeGreaterThan(ACTS.length);
			expect(bench.logged).toEqual([]);
			for (const { status, body } of delivered)
				expect([status, body]).toEqual([200, { received: true }]);
		}
	});

	const secretOf = async ({ bench: { credential } }: Desk): Promise<string | undefined> =>
		credential.gateway === 'waha'
			? (await wahaHooks(credential))[0]?.hmac?.key
			: (await warestHook(credential)).webhookSecret;

	test.each([
		['waha', signs, 401],
		['warest', true, 200],
	] as const)(
		'deliveries of %s are valid with the registered secret only',
		async (name, isSigned, refused) => {
			const desk = stage[name];
			const { credential } = desk.bench;
			const registered = await secretOf(desk);
			expect(registered).toMatch(/^[0-9a-f]{64}$/);
			const triggerWith = (secret: string, webhookId: string): Bench =>
				new Bench({
					credential,
					parameters: { registration: 'manual', options: { secret } },
					webhookId,
				});
			const knowing = triggerWith(registered ?? '', `knowing ${version}`);
			const stranger = triggerWith('0'.repeat(64), `stranger ${version}`);
			for (const posted of desk.delivered) {
				const [right, wrong] = [await knowing.deliver(posted), await stranger.deliver(posted)];
				expect([right.status, right.body]).toEqual(
					isSigned
						? [200, { received: true }]
						: [refused, { received: false, reason: 'The signature is missing' }],
				);
				expect(wrong).toMatchObject({
					status: refused,
					body: { received: false, reason: `The signature is ${isSigned ? 'wrong' : 'missing'}` },
					items: null,
				});
			}
		},
	);
});
