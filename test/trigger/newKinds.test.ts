import type { INodeExecutionData } from 'n8n-workflow';
import { isObject } from '../../nodes/WhatsApp/portable/json';
import { Bench, byWaha, byWarest, wahaMessage, warestMessage } from './bench';

const SECRET = 'a secret of mine';
const GROUP = '120363025246125486@g.us';
let count = 0;

/** The items with which a trigger with its default settings starts. */
async function started(
	gateway: 'waha' | 'warest',
	body: Readonly<Record<string, unknown>>,
): Promise<INodeExecutionData['json'] | null> {
	const trigger = new Bench({
		credential: { gateway, baseUrl: 'http://127.0.0.1:9', apiKey: 'key' },
		parameters: { registration: 'manual', options: { secret: SECRET } },
		webhookId: `new kinds ${++count}`,
	});
	const posted = gateway === 'waha' ? byWaha(body, SECRET) : byWarest(body, SECRET);
	const { items, status } = await trigger.deliver(posted);
	expect([status, trigger.logged]).toEqual([200, []]);
	return items?.[0]?.json ?? null;
}

const part = (body: unknown, name: string): Readonly<Record<string, unknown>> =>
	isObject(body) && isObject(body[name]) ? body[name] : {};

/** A message in a group, with the engine's own data. */
function inGroup(gateway: 'waha' | 'warest', data: object): Readonly<Record<string, unknown>> {
	if (gateway === 'waha') {
		const body = wahaMessage({ chatId: GROUP, text: '@all meeting at 5' });
		const payload = { ...part(body, 'payload'), participant: '491701112222@c.us', _data: data };
		return { ...body, payload };
	}
	const body = warestMessage({ chatId: GROUP, text: '@all meeting at 5' });
	const told = part(body, 'data');
	return { ...body, data: { ...told, message: { ...part(told, 'message'), ...data } } };
}

const baileys = (contextInfo: object): object => ({
	message: { extendedTextMessage: { text: '@all meeting at 5', contextInfo } },
});

describe('a group message that may mention everybody', () => {
	test.each<['waha' | 'warest', string, object, boolean]>([
		['waha', 'NOWEB', baileys({ mentionedJid: [], nonJidMentions: 1 }), true],
		[
			'waha',
			'NOWEB, a picture',
			{ message: { imageMessage: { caption: '@all', contextInfo: { nonJidMentions: 1 } } } },
			true,
		],
		[
			'waha',
			'GOWS',
			{ Message: { extendedTextMessage: { text: '@all', contextInfo: { nonJIDMentions: 1 } } } },
			true,
		],
		['waha', 'WEBJS', { type: 'chat', mentionedJidList: [], nonJidMentions: 1 }, true],
		[
			'waha',
			'others are mentioned as well',
			baileys({ mentionedJid: ['447700900123@s.whatsapp.net'], nonJidMentions: 1 }),
			true,
		],
		[
			'waha',
			'the account is mentioned by itself',
			baileys({ mentionedJid: ['491700000001@s.whatsapp.net'] }),
			true,
		],
		['waha', 'nobody is mentioned', baileys({ mentionedJid: [], nonJidMentions: 0 }), false],
		['waha', 'nothing is said of it', baileys({ mentionedJid: [] }), false],
		[
			'waha',
			'another group of the community is mentioned',
			baileys({ groupMentions: [{ groupJid: GROUP }] }),
			false,
		],
		['warest', 'a text', baileys({ mentionedJid: [], nonJidMentions: 1 }), true],
		[
			'warest',
			'a picture',
			{ message: { imageMessage: { caption: '@all', contextInfo: { nonJidMentions: 1 } } } },
			true,
		],
		['warest', 'nobody is mentioned', baileys({ mentionedJid: [] }), false],
	])(
		'starts the workflow only if the account is mentioned (%s: %s)',
		async (gateway, _, data, isMentioned) => {
			const item = await started(gateway, inGroup(gateway, data));
			expect(item?.mentionsMe ?? false).toBe(isMentioned);
			expect(item === null).toBe(!isMentioned);
		},
	);
});

describe.each(['waha', 'warest'] as const)('new kinds of senders on %s', (gateway) => {
	const from = (chatId: string): Readonly<Record<string, unknown>> =>
		gateway === 'waha' ? wahaMessage({ chatId }) : warestMessage({ chatId });

	test.each([
		[
			'a hosted account is the person',
			'491701112222@hosted',
			{
				chatId: '491701112222@c.us',
				from: '491701112222@c.us',
				senderPhone: '491701112222',
				canReply: true,
			},
		],
		[
			'a hidden hosted account is the hidden person',
			'123456789012345@hosted.lid',
			{
				chatId: '123456789012345@lid',
				from: '123456789012345@lid',
				senderLid: '123456789012345@lid',
			},
		],
		[
			'a device of a hosted account',
			'491701112222:99@hosted',
			{ chatId: '491701112222@c.us', senderPhone: '491701112222' },
		],
		[
			'a device with its agent',
			'491701112222.0:5@s.whatsapp.net',
			{ chatId: '491701112222@c.us', senderPhone: '491701112222' },
		],
		[
			'a bot',
			'867051314767696@bot',
			{
				chatId: '867051314767696@bot',
				from: '867051314767696@bot',
				senderPhone: null,
				canReply: false,
			},
		],
		[
			'somebody on another service',
			'100012345678901@msgr',
			{
				chatId: '100012345678901@msgr',
				from: '100012345678901@msgr',
				senderPhone: null,
				canReply: false,
			},
		],
	])('%s', async (_, id, expected) => {
		expect(await started(gateway, from(id))).toMatchObject({
			event: 'message',
			text: 'hello',
			...expected,
		});
	});

	test('a hosted account that writes in a group is the person', async () => {
		const body = inGroup(gateway, {
			key: { remoteJid: GROUP, fromMe: false, id: 'M1', participant: '491701112222@hosted' },
			...baileys({ nonJidMentions: 1 }),
		});
		const item = await started(
			gateway,
			gateway === 'waha'
				? { ...body, payload: { ...part(body, 'payload'), participant: '491701112222@hosted' } }
				: body,
		);
		expect(item).toMatchObject({ chatId: GROUP, from: '491701112222@c.us' });
	});
});

test('an impossible phone number on WARest becomes a hidden ID, to which no reply is possible', async () => {
	const body = warestMessage({ chatId: '200000000000001@s.whatsapp.net' });
	expect(await started('warest', body)).toMatchObject({
		chatId: '200000000000001@lid',
		senderPhone: null,
		senderLid: '200000000000001@lid',
		canReply: false,
	});
});
