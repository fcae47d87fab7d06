import { catalogue } from '../../nodes/WhatsApp/gateways/catalogue';
import { runNode, type RunResult } from '../support/engine';
import { byId, GATEWAYS } from '../support/sandbox';
import { cases } from '../transport/cases';
import { useRawGateway } from './gateway';
import { detailsOf } from '../support/failedItems';
import { OUTCOMES } from '../../nodes/WhatsApp/execution/outcome';

const gateway = useRawGateway();
const MIB = 1_048_576;
let written = 0;

/** An answer that begins normally and never ends. */
beforeEach(() => {
	written = 0;
	gateway.take = (request, response) => {
		request.resume();
		response.writeHead(200, { 'content-type': 'application/json' });
		const chunk = Buffer.alloc(MIB, ' ');
		const more = (): void => {
			while (!response.destroyed) {
				written += chunk.length;
				if (!response.write(chunk)) return void response.once('drain', more);
			}
		};
		response.write('[');
		more();
	};
});

const run = async (name: string, parameters: object): Promise<RunResult> =>
	await runNode({
		credential: { gateway: name, baseUrl: gateway.url, apiKey: 'key' },
		parameters: { ...parameters },
		settings: { onError: 'continueRegularOutput' },
	});

describe.each(GATEWAYS)('an endless response of %s', (name) => {
	test.each([
		['what only reads', { resource: 'session', operation: 'getMany' }, 'notSent'],
		[
			'a send',
			{
				resource: 'message',
				operation: 'sendText',
				session: byId('default'),
				chatId: byId('491700000001'),
				text: 'Hello',
			},
			OUTCOMES[cases.tooLarge.fate],
		],
	])('is cut off, and the outcome of %s is reported', async (_, parameters, fate) => {
		const { items } = await run(name, parameters);
		expect(items[0]?.json.error).toBe(
			cases.tooLarge.message.replace('{gateway}', catalogue[name].name),
		);
		expect(detailsOf(items[0]).hint).toBe(cases.tooLarge.hint);
		expect(detailsOf(items[0]).outcome).toBe(fate);
		// The buffers of both sides contain more that is still on its way.
		expect(written).toBeLessThan(130 * MIB);
	});
});
