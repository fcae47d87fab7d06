import type { INode, INodeExecutionData } from 'n8n-workflow';
import { gateways } from '../../nodes/WhatsApp/gateways';
import { handlerOf } from '../../nodes/WhatsApp/client/findOperation';
import { pairs } from '../acceptance/world';
import {
	recipientOf,
	sentBy,
	useWatchedGateway,
	type Arrival,
	type Reply,
} from '../execution/gateway';
import { runNode, type RunResult } from '../support/engine';
import { byId, GATEWAYS, useSandbox } from '../support/sandbox';
import { detailsOf } from '../support/failedItems';

const box = useSandbox({ wahaVersion: '2026.7.1' });
const watched = useWatchedGateway();

const text = {
	resource: 'message',
	operation: 'sendText',
	session: byId('default'),
	chatId: byId('={{ $json.phone }}'),
	text: '={{ $json.text ?? "hello" }}',
	options: { lookUpNumber: true },
};

test.each(pairs.filter(({ name }) => /^(send|forward)/.test(name)))(
	'$resource > $name has the option exactly if it sends to a chat, on every gateway',
	({ resource, name, operation }) => {
		const isToSomebody = 'chatId' in operation.fields;
		expect(operation.fields.options?.optional?.lookUpNumber !== undefined).toBe(isToSomebody);
		for (const gateway of Object.values(gateways)) {
			const handler = handlerOf(gateway, resource, name);
			expect('lacks' in handler ? handler.lacks : {}).not.toHaveProperty('lookUpNumber');
		}
	},
);

describe.each(GATEWAYS)('Look Up Number on %s', (gateway) => {
	const run = async (
		items: INodeExecutionData[],
		parameters: INode['parameters'] = {},
		settings: Partial<INode> = {},
	): Promise<RunResult> =>
		await runNode({
			credential: box.credential(gateway),
			parameters: { ...text, ...parameters },
			items,
			settings,
		});
	const to = (phone: string, more: object = {}): INodeExecutionData => ({
		json: { phone, ...more },
	});
	const textsOf = (phone: string): string[] =>
		box.sandbox.world
			.session('default')
			.chats.find(`${phone}@s.whatsapp.net`)
			?.messages.map((message) => message.text) ?? [];

	test.each([
		['Brazil, an account without the ninth digit', '+55 31 9 8765-4321', '553187654321'],
		['Brazil, an account with it', '+55 11 8765-4321', '5511987654321'],
		['Mexico, whose accounts kept the 1', '+52 55 1234 5678', '5215512345678'],
		['Argentina, whose accounts have a 9', '+54 11 1234-5678', '5491112345678'],
		['Germany, where nothing is to find', '+49 (0)170 7777777', '491707777777'],
	])('finds the account: %s', async (country, phone, account) => {
		const words = `${gateway} ${country}`;
		const { error, items } = await run([to(phone, { text: words })]);
		expect(error).toBeUndefined();
		expect(items[0]?.json.chatId).toBe(`${account}@c.us`);
		expect(textsOf(account)).toContain(words);
	});

	test('refuses a number that is not on WhatsApp, and sends nothing', async () => {
		const before = box.sandbox.requests.length;
		const { error } = await run([to('493000000404')]);
		expect(error?.message).toBe('The number 493000000404 is not on WhatsApp, so nothing was sent');
		expect(error?.description).toMatch(gateway === 'warest' ? /could not look it up/ : /code\.$/);
		expect(error?.context?.outcome).toBe('notSent');
		expect(textsOf('493000000404')).toEqual([]);
		expect(box.sandbox.requests.slice(before)).toHaveLength(1);
	});

	test('with On Error: Continue the other items are sent', async () => {
		const { items } = await run(
			[to('+52 55 0000 0001'), to('493000000404'), to('+52 55 0000 0002')],
			{},
			{ onError: 'continueRegularOutput' },
		);
		expect(items.map(({ json }) => json.chatId ?? json.error)).toEqual([
			'5215500000001@c.us',
			'The number 493000000404 is not on WhatsApp, so nothing was sent',
			'5215500000002@c.us',
		]);
	});

	test.each([
		['120363000000000001@g.us', '120363000000000001@g.us'],
		...(gateway !== 'warest' ? [['98765432101234@lid', '98765432101234@lid']] : []),
	])('%s is not a number, and is not looked up', async (chatId, sentTo) => {
		const before = box.sandbox.requests.length;
		const { error, items } = await run([to(chatId ?? '')]);
		expect(error).toBeUndefined();
		expect(items[0]?.json.chatId).toBe(sentTo);
		expect(box.sandbox.requests.slice(before)).toHaveLength(1);
	});

	test('also works for a file, a poll, a location and a contact', async () => {
		const account = `521551111000${GATEWAYS.indexOf(gateway)}`;
		for (const parameters of [
			{
				operation: 'sendDocument',
				source: 'base64',
				mediaBase64: 'aGk=',
				options: { lookUpNumber: true, fileName: 'a.txt' },
			},
			{ operation: 'sendPoll', question: 'Who?', pollAnswers: 'A\nB' },
			{ operation: 'sendLocation', latitude: 1, longitude: 2 },
			{
				operation: 'sendContact',
				contactCards: { details: [{ fullName: 'Ann', phone: '491701234567' }] },
			},
		]) {
			const { error, items } = await run([to(account.replace('521', '+52 '))], parameters);
			expect(error).toBeUndefined();
			expect(items[0]?.json.chatId).toBe(`${account}@c.us`);
		}
		expect(textsOf(account)).toHaveLength(4);
	});
});

describe.each(GATEWAYS)('the requests of Look Up Number to %s', (gateway) => {
	const isLookUp = ({ line }: Arrival): boolean =>
		/check-exists|on-whatsapp|whatsappNumbers/.test(line);
	const found = (id: string | null, exists: unknown = true): Reply => ({
		json:
			gateway === 'waha'
				? { numberExists: exists, ...(id === null ? {} : { chatId: id }) }
				: gateway === 'evolution'
					? [{ exists, number: 'x', ...(id === null ? {} : { jid: id }) }]
					: {
							status: true,
							code: 1000,
							results: [{ data: { isOnWhatsApp: exists, ...(id === null ? {} : { jid: id }) } }],
						},
	});
	const run = async (
		phones: ReadonlyArray<string | null>,
		parameters: INode['parameters'] = {},
		settings: Partial<INode> = {},
	): Promise<RunResult> =>
		await runNode({
			credential: { gateway, baseUrl: watched.url, apiKey: 'key' },
			parameters: { ...text, ...parameters },
			items: phones.map((phone, index) => ({ json: { phone, text: `no. ${index}` } })),
			settings,
		});
	const sent = (): string[] =>
		watched.arrivals
			.filter((arrival) => !isLookUp(arrival))
			.map(({ body }) => `${recipientOf({ body })}: ${String(body.text ?? body.message)}`);
	const lookUps = (): Arrival[] => watched.arrivals.filter(isLookUp);
	const id = (digits: string): string => `${digits}@c.us`;

	beforeEach(() => {
		watched.reply = (arrival) => {
			if (!isLookUp(arrival)) return sentBy(gateway, undefined, recipientOf(arrival));
			const text = `${arrival.line} ${arrival.bytes.toString()}`;
			const asked = /(?:phone=|checkNumbers=|numbers":\[")(\d+)/.exec(text)?.[1] ?? '';
			return found(id(asked.replace(/^52(?=[2-9]\d{9}$)/, '521')));
		};
	});

	test('each number is looked up once, however it is written, and messages stay in order', async () => {
		const phones = ['+52 55 1234 5678', '525512345678', '447700900123', '52 55 1234-5678'];
		const { error } = await run([...phones, ...phones, ...phones], {
			requestOptions: { concurrency: 10 },
		});
		expect(error).toBeUndefined();
		expect(lookUps()).toHaveLength(2);
		const toMexico = sent().filter((line) => line.startsWith('521'));
		expect(toMexico).toEqual(
			[0, 1, 3, 4, 5, 7, 8, 9, 11].map((n) => `${id('5215512345678')}: no. ${n}`),
		);
	});

	test('two notations of one account keep the order of the items', async () => {
		const { error } = await run(
			Array.from({ length: 12 }, (_, n) => (n % 2 === 0 ? '525512345678' : '5215512345678')),
			{ requestOptions: { concurrency: 10 } },
		);
		expect(error).toBeUndefined();
		expect(sent()).toEqual(
			Array.from({ length: 12 }, (_, n) => `${id('5215512345678')}: no. ${n}`),
		);
	});

	test('nothing is looked up if the option is missing, off or empty', async () => {
		for (const options of [{}, { lookUpNumber: false }, { lookUpNumber: '={{ null }}' }])
			await run(['525512345678'], { options });
		expect(lookUps()).toEqual([]);
		expect(sent()).toHaveLength(3);
	});

	test('an unsupported option is refused before anything is looked up', async () => {
		const { error } = await run(
			['525512345678'],
			gateway === 'warest'
				? { options: { lookUpNumber: true, mentions: 'all' } }
				: { options: { lookUpNumber: true, forwarded: true } },
		);
		expect(error?.message).toMatch(/does not have the option|cannot mention everybody/);
		expect(watched.arrivals).toEqual([]);
	});

	test('a failed look-up sends nothing, and the next item looks up again', async () => {
		let fails = 1;
		const { reply } = watched;
		watched.reply = (arrival) =>
			isLookUp(arrival) && fails-- > 0
				? { status: 500, json: { message: 'broken', status: false } }
				: reply(arrival);
		const { items } = await run(
			['525512345678', '525512345678'],
			{},
			{ onError: 'continueRegularOutput' },
		);
		expect(detailsOf(items[0]).outcome).toBe('notSent');
		expect(items[1]?.json.chatId).toBe('5215512345678@c.us');
		expect(sent()).toEqual([`${id('5215512345678')}: no. 1`]);
	});

	test.each([[false], [null], ['no'], ['true'], [0]])(
		'the result %p counts as not on WhatsApp',
		async (exists) => {
			watched.reply = (arrival) =>
				isLookUp(arrival) ? found(id('525512345678'), exists) : sentBy(gateway);
			const { error } = await run(['525512345678']);
			expect(error?.message).toContain('is not on WhatsApp');
			expect(sent()).toEqual([]);
		},
	);

	test.each([
		['no id', null],
		['an id of another kind', '120363000000000001@g.us'],
		['nonsense', 'someone'],
	])('with %s in the result, the number is used as written', async (_, answer) => {
		watched.reply = (arrival) => (isLookUp(arrival) ? found(answer) : sentBy(gateway));
		const { error } = await run(['525512345678']);
		expect(error).toBeUndefined();
		expect(sent()).toEqual([`${id('525512345678')}: no. 0`]);
	});

	test('a hidden ID in the result is used if the gateway can write to it', async () => {
		watched.reply = (arrival) =>
			isLookUp(arrival) ? found('123456789012345@lid') : sentBy(gateway);
		const { error } = await run(['525512345678']);
		if (gateway !== 'warest') expect(sent()).toEqual(['123456789012345@lid: no. 0']);
		else {
			expect(error?.message).toContain('cannot reach a chat by its hidden ID');
			expect(sent()).toEqual([]);
		}
	});
});
