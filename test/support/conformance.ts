import fc from 'fast-check';
import { handlerOf } from '../../nodes/WhatsApp/client/findOperation';
import { probeOf, type Gateway } from '../../nodes/WhatsApp/gateways/gateway';
import type { Delivery } from '../../nodes/WhatsApp/gateways/webhooks';
import { PORTABLE_EVENTS } from '../../nodes/WhatsApp/portable/events';
import { isObject, type Json, type JsonObject } from '../../nodes/WhatsApp/portable/json';
import { Refusal } from '../../nodes/WhatsApp/portable/refusal';
import { drive, onlyReads, type GatewayAnswer } from '../../nodes/WhatsApp/transport/request';
import { pairs } from './description';
import { answer } from './dryRun';
import { holds } from './property';

/** A complete sentence. */
const SENTENCE = expect.stringMatching(/^[A-Z].{10,}\.$/s);

const page = (status: number): GatewayAnswer => ({
	...answer(null, status),
	bytes: Buffer.from('<html>Welcome</html>'),
	contentType: 'text/html',
});

const bodies = fc.object({ withNullPrototype: false }).map((value): JsonObject => {
	const body: Json = JSON.parse(JSON.stringify(value));
	return isObject(body) ? body : {};
});

const delivery = (body: JsonObject, headers: Delivery['headers'] = {}): Delivery => ({
	headers,
	rawBody: Buffer.from(JSON.stringify(body)),
	body,
});

/** Paths that lead out of a folder of files. */
const CLIMBING = [
	'/files/../sessions',
	'http://gateway/api/files/%2e%2e/x',
	'file:///etc/passwd',
	'',
];

/** What holds for every gateway, whatever its protocol. A new gateway calls this with itself. */
export function conforms(gateway: Gateway): void {
	describe(`${gateway.name} keeps the contract of a gateway`, () => {
		test.each(pairs)('$resource > $name is done, or it says what to use', ({ resource, name }) => {
			const handler = handlerOf(gateway, resource, name);
			if ('missing' in handler) return expect(handler.missing).toEqual(SENTENCE);
			const { operation } =
				pairs.find((pair) => pair.resource === resource && pair.name === name) ?? {};
			const options = Object.keys(operation?.fields.options?.optional ?? {});
			for (const [option, instead] of Object.entries(handler.lacks ?? {})) {
				expect(options).toContain(option);
				expect(instead).toEqual(SENTENCE);
			}
		});

		test('its probe changes nothing, and goes with the key', () => {
			expect(onlyReads(probeOf(gateway))).toBe(true);
			expect(probeOf(gateway)).not.toHaveProperty('anonymous');
		});

		test('what could be anybody is not its own answer', () => {
			for (const status of [200, 404]) {
				expect(gateway.isOwnAnswer(page(status))).toBe(false);
				expect(gateway.isOwnAnswer(answer({ status: 'ok' }, status))).toBe(false);
			}
		});

		test.each([400, 401, 403, 404, 409, 422, 429, 500, 502, 503])(
			'a failure with status %d is one, and names it',
			(status) => {
				for (const failure of [
					answer(null, status),
					answer({ message: 'no' }, status),
					page(status),
				]) {
					const problem = gateway.problem(failure);
					expect(problem?.message).toContain(gateway.name);
					expect(problem?.status).toBe(status);
				}
			},
		);

		test('whatever is answered or posted, nothing is thrown', () => {
			const { webhooks } = gateway;
			holds([bodies, fc.integer({ min: 200, max: 599 })], (body, status) => {
				gateway.problem(answer(body, status));
				gateway.payload(answer(body, status));
				gateway.notReady(answer(body, status));
				gateway.pause(answer(body, status));
				gateway.limits(answer(body, status));
				gateway.isOwnAnswer(answer(body, status));
				webhooks.whyNoFile(body);
				for (const { event, item, keys } of webhooks.events(delivery(body))) {
					expect(PORTABLE_EVENTS).toContain(event);
					expect([item.event, typeof item.session]).toEqual([event, 'string']);
					expect(keys.every((key) => key !== '')).toBe(true);
				}
			});
		});

		test('what nobody signed is not valid', () => {
			holds([bodies, fc.string(), fc.string()], (body, name, value) => {
				const { state } = gateway.webhooks.verify(delivery(body, { [name]: value }), 'a secret');
				return state !== 'valid';
			});
			expect(gateway.webhooks.verify(delivery({}), 'a secret').state).toBe('missing');
		});

		test('a refused delivery is answered, and in time', () => {
			const { refusedStatus, patienceMs, never } = gateway.webhooks;
			expect(refusedStatus >= 200 && refusedStatus < 500).toBe(true);
			expect(patienceMs).toBeGreaterThan(0);
			expect(PORTABLE_EVENTS).toEqual(expect.arrayContaining([...never]));
			expect(new Set(never).size).toBe(never.length);
		});

		test.each(CLIMBING)('%j is no file of it', (address) => {
			expect(() => gateway.webhooks.download(address)).toThrow(Refusal);
		});

		test('nobody is made up who cannot be found', async () => {
			const known = { phone: '491701234567', lid: null };
			const found = await drive(gateway.webhooks.identify('default', known), async (request) => {
				expect(onlyReads(request)).toBe(true);
				return answer({}, 404);
			});
			expect(found).toEqual(known);
		});
	});
}
