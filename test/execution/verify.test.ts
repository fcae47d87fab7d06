import type { INodeParameters } from 'n8n-workflow';
import { handlerOf } from '../../nodes/WhatsApp/client/findOperation';
import { gateways } from '../../nodes/WhatsApp/gateways';
import { GatewayProblem } from '../../nodes/WhatsApp/portable/problem';
import type { GatewayAnswer, GatewayRequest } from '../../nodes/WhatsApp/transport/request';
import { loading, trace, type Trace } from '../acceptance/trace';
import { knownIn, pairs, sampleParameters } from '../acceptance/world';
import { answer } from '../support/dryRun';
import { runNode, type RunResult } from '../support/engine';
import { byId, useSandbox } from '../support/sandbox';
import { wire } from '../support/wire';
import { useWatchedGateway } from './gateway';

const box = useSandbox({ wahaVersion: '2026.7.1' });
const gateway = useWatchedGateway();

const CHAT = '491701112222@c.us';
const ID = '3EB0C767D097B7C7C030';
const STATUS = 'status@broadcast';
/** Every operation with the option, and the chat in which the message is looked up. */
const OPERATIONS = [
	['message', 'forward', CHAT],
	['message', 'sendContact', CHAT],
	['message', 'sendLocation', CHAT],
	['message', 'sendPoll', CHAT],
	['message', 'sendText', CHAT],
	['status', 'sendImage', STATUS],
	['status', 'sendText', STATUS],
	['status', 'sendVideo', STATUS],
	['status', 'sendVoice', STATUS],
] as const;
const lost = new GatewayProblem(
	`No answer. It may or may not have been sent (session default, chat ${CHAT})`,
	{ hint: 'Look at the chat.', fate: 'unknown' },
);

const isSend = ({ method }: GatewayRequest): boolean => method === 'POST';

/** Runs one of the operations with `respond` instead of the gateway. */
async function traced(
	operation: string,
	respond: (request: GatewayRequest) => Promise<GatewayAnswer>,
	options: INodeParameters = { verifyAfterTimeout: true },
	of = 'message',
): Promise<Trace> {
	const pair = pairs.find(({ resource, name }) => resource === of && name === operation);
	if (pair === undefined) throw new Error(`no ${operation}`);
	const known = knownIn(box.sandbox, 'waha');
	const card = { contactCards: { details: [{ fullName: 'Ada', phone: '+49 170 1112222' }] } };
	const parameters = { ...sampleParameters(pair.operation, known), ...card, options };
	return await trace('waha', pair, parameters, respond);
}

const real = async (request: GatewayRequest): Promise<GatewayAnswer> =>
	await wire(box.credential('waha'), request, loading());

const messages = (): number => {
	const { chats, statuses } = box.sandbox.world.session('default');
	const inChat = chats.find('491701112222@s.whatsapp.net')?.messages ?? [];
	return inChat.length + statuses.all().length;
};

test('only these operations have the option Verify After Timeout', () => {
	const having = pairs.filter(({ resource, name }) => {
		const handler = handlerOf(gateways.waha, resource, name);
		return 'optionNeeds' in handler && handler.optionNeeds !== undefined
			? 'verifyAfterTimeout' in handler.optionNeeds
			: false;
	});
	expect(having.map(({ resource, name }) => `${resource}.${name}`).sort()).toEqual(
		[...OPERATIONS.map(([of, name]) => `${of}.${name}`), 'message.sendAndWait'].sort(),
	);
});

describe.each(OPERATIONS)('%s > %s', (of, operation, chat) => {
	const tried = async (
		respond: (request: GatewayRequest) => Promise<GatewayAnswer>,
		options?: INodeParameters,
	): Promise<Trace> => await traced(operation, respond, options, of);

	test('requests a message ID and sends with it, without a look-up after a response', async () => {
		const { failed, refused, requests } = await tried(real);
		expect([failed, refused]).toEqual([null, null]);
		expect(requests.map(({ method }) => method)).toEqual(['GET', 'POST']);
		const [ids, send] = requests;
		expect(ids).toMatchObject({ path: '/api/default/new-message-id', effect: 'read' });
		expect(ids?.lane).toEqual({ session: 'default', chat });
		expect(send?.lane).toEqual(ids?.lane);
		expect(send?.body?.id).toMatch(/^3EB0/);
	});

	test('finds a message whose response was lost, and sends it only once', async () => {
		const before = messages();
		const { failed, outputs, requests } = await tried(async (request) => {
			const said = await real(request);
			if (isSend(request)) throw lost;
			return said;
		});
		expect(failed).toBeNull();
		const id = requests.find(isSend)?.body?.id;
		expect(JSON.parse(outputs)).toMatchObject([
			{ json: { messageId: `true_${chat}_${String(id)}`, chatId: chat, session: 'default' } },
		]);
		expect(messages()).toBe(before + 1);
		expect(requests.map(({ delayMs }) => delayMs)).toEqual([undefined, undefined, 1000]);
	});

	test('reports the ID of a message that it does not find', async () => {
		const { failed, requests } = await tried(async (request) => {
			if (isSend(request)) throw lost;
			return await real(request);
		});
		const id = String(requests.find(isSend)?.body?.id);
		expect(failed).toBe(`${lost.message.slice(0, -1)}, message ID ${id})`);
		expect(requests.filter(isSend)).toHaveLength(1);
		expect(requests.slice(2).map(({ effect, delayMs }) => [effect, delayMs])).toEqual([
			['read', 1000],
			['read', 3000],
			['read', 6000],
		]);
	});

	test('requests no message ID if the option is missing or off', async () => {
		for (const options of [{}, { verifyAfterTimeout: false }]) {
			const { requests } = await tried(real, options);
			expect(requests.map(({ method }) => method)).toEqual(['POST']);
			expect(requests[0]?.body).not.toHaveProperty('id');
		}
	});
});

test('a message that appears late in the chat is found by a later look-up', async () => {
	let looks = 0;
	const { failed } = await traced('sendText', async (request) => {
		if (isSend(request)) throw lost;
		if (request.path.endsWith('new-message-id')) return answer({ id: ID });
		looks++;
		// For a missing message NOWEB answers 200 with an empty body.
		if (looks === 1) return { ...answer(null), bytes: Buffer.alloc(0) };
		return looks === 2
			? answer({ message: 'Message not found' }, 404)
			: answer({ id: `true_${CHAT}_${ID}`, timestamp: 1_790_000_000 });
	});
	expect([failed, looks]).toEqual([null, 3]);
});

test.each<[string, () => Promise<GatewayAnswer>]>([
	['another message', async () => await Promise.resolve(answer({ id: `true_${CHAT}_3EB0OTHER` }))],
	['an error', async () => await Promise.resolve(answer({ message: 'Enable NOWEB store' }, 400))],
	['no answer', async () => await Promise.reject(new GatewayProblem('gone', { fate: 'notDone' }))],
])('a look-up that gets %s counts as not found', async (_, look) => {
	const { failed } = await traced('sendText', async (request) => {
		if (isSend(request)) throw lost;
		return request.path.endsWith('new-message-id') ? answer({ id: ID }) : await look();
	});
	expect(failed).toContain(`message ID ${ID})`);
});

test('a status post with New Message ID is refused', async () => {
	const options = { verifyAfterTimeout: true, newMessageId: ID };
	const { refused, requests } = await traced('sendText', real, options, 'status');
	expect(refused).toContain('does not go together with New Message ID');
	expect(requests).toEqual([]);
});

test.each<[string, GatewayProblem]>([
	['that said no', new GatewayProblem('WAHA said no', { status: 500, fate: 'failed' })],
	['that was never reached', new GatewayProblem('nothing answers', { fate: 'notDone' })],
])('nothing is looked up at a gateway %s', async (_, problem) => {
	const { failed, requests } = await traced('sendText', async (request) => {
		if (isSend(request)) throw problem;
		return await Promise.resolve(answer({ id: ID }));
	});
	expect(failed).toBe(problem.message);
	expect(requests).toHaveLength(2);
});

test.each<[string, GatewayAnswer]>([
	['an older server', answer({ message: 'Cannot GET /api/default/new-message-id' }, 404)],
	['an engine without', answer({ message: "not implemented by 'WEBJS' engine" }, 501)],
	['an answer without an ID', answer({})],
])('%s is an error, and nothing is sent', async (_, said) => {
	const { failed, requests } = await traced('sendText', async () => await Promise.resolve(said));
	expect(failed).toBe('This WAHA gives no IDs for messages before they are sent');
	expect(requests).toHaveLength(1);
});

const run = async (name: string, texts = ['Hello'], settings = {}): Promise<RunResult> =>
	await runNode({
		credential: { gateway: name, baseUrl: gateway.url, apiKey: 'key' },
		parameters: {
			resource: 'message',
			operation: 'sendText',
			session: byId('default'),
			chatId: byId(CHAT),
			text: '={{ $json.text }}',
			options: { verifyAfterTimeout: true },
			requestOptions: { timeout: 300 },
		},
		items: texts.map((text) => ({ json: { text } })),
		settings,
	});

test('a message that the gateway took without a response is found and reported as sent', async () => {
	let taken: unknown;
	gateway.reply = ({ line, body }) => {
		if (line === 'GET /api/default/new-message-id') return { json: { id: ID } };
		if (line === 'POST /api/sendText') {
			taken = body.id;
			return null;
		}
		return { json: { id: `true_${CHAT}_${String(taken)}`, timestamp: 1_790_000_000 } };
	};
	const { error, items } = await run('waha');
	expect(error).toBeUndefined();
	expect(items[0]?.json).toMatchObject({ messageId: `true_${CHAT}_${ID}`, text: 'Hello' });
	expect(gateway.arrivals.map(({ line }) => line)).toEqual([
		'GET /api/default/new-message-id',
		'POST /api/sendText',
		`GET /api/default/chats/491701112222%40c.us/messages/${ID}?downloadMedia=false`,
	]);
});

test('a message that was found is not sent again by Retry On Fail', async () => {
	let [drawn, tries] = [0, 0];
	const found = (id: unknown) => ({ json: { id: `true_${CHAT}_${String(id)}` } });
	gateway.reply = ({ line, body }) => {
		if (line === 'GET /api/default/new-message-id') return { json: { id: `ID${++drawn}` } };
		if (!line.startsWith('POST')) return found('ID1');
		if (body.text === 'one') return null;
		return ++tries === 1 ? { status: 400, json: { message: 'not now' } } : found(body.id);
	};
	const { error, items } = await run('waha', ['one', 'two'], {
		retryOnFail: true,
		maxTries: 2,
		waitBetweenTries: 1,
	});
	expect(error).toBeUndefined();
	expect(items.map(({ json }) => json.messageId)).toEqual([`true_${CHAT}_ID1`, `true_${CHAT}_ID3`]);
	expect(gateway.arrivals.flatMap(({ body }) => body.text ?? [])).toEqual(['one', 'two', 'two']);
});

test('WARest refuses the option', async () => {
	const { error } = await run('warest');
	expect(error?.message).toBe('WARest does not have the option "Verify After Timeout"');
	expect(gateway.arrivals).toHaveLength(0);
});

test('without a message store, a message without a response is unknown, and the error says why', async () => {
	gateway.reply = ({ line }) => {
		if (line === 'GET /api/default/new-message-id') return { json: { id: ID } };
		if (line === 'POST /api/sendText') return null;
		const message =
			'Enable NOWEB store "config.noweb.store.enabled=True" when starting a new session.';
		return { status: 400, json: { statusCode: 400, message, error: 'Bad Request' } };
	};
	const { error } = await run('waha');
	expect(error?.description).toContain('the store of this session is off');
	expect(error?.context?.outcome).toBe('unknown');
	// One look-up is enough to find it.
	expect(gateway.arrivals).toHaveLength(3);
});
