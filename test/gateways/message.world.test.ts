import { parseChatId } from '../../nodes/WhatsApp/portable/ids';
import { isObject } from '../../nodes/WhatsApp/portable/json';
import type { GatewayName } from '../../sandbox';
import { play } from '../support/dryRun';
import { GATEWAYS, useSandbox } from '../support/sandbox';
import { surroundings } from '../support/surroundings';
import { wire } from '../support/wire';

const box = useSandbox({ wahaVersion: '2026.7.1' });

const ANNA = '491701112222@s.whatsapp.net';
const TEAM = '120363000000000001@g.us';
const CHATS = ['491701112222@c.us', '447700900123@c.us', TEAM];

beforeAll(() => {
	const session = box.sandbox.world.session('default');
	const picture = {
		mimeType: 'image/jpeg',
		fileName: null,
		caption: 'The blue one',
		data: Buffer.from('jpeg'),
	};
	const voice = { ...picture, mimeType: 'audio/ogg; codecs=opus', caption: null };
	session.receive({ chatId: ANNA, text: 'The blue one', media: picture });
	session.receive({ chatId: ANNA, text: '', media: { ...voice, kind: 'voice' } });
	const place = { latitude: 52.5, longitude: 13.4, name: 'Gate', address: null };
	session.receive({ chatId: ANNA, text: '', content: { type: 'location', location: place } });
	const question = { question: 'Who joins?', options: ['Me', 'Not me'], selectable: 1 };
	session.receive({
		chatId: TEAM,
		from: ANNA,
		text: '',
		content: { type: 'poll', poll: question },
	});
	const note = session.receive({ chatId: TEAM, from: ANNA, text: 'On Sundy' });
	session.chats.edit(note, 'On Sunday');
	session.chats.react(note, '447700900123@s.whatsapp.net', '👍');
	session.chats.react(note, session.myId, '❤️');
});

async function read(
	name: GatewayName,
	parameters: { readonly chatId: string; readonly limit?: number; readonly options?: object },
): Promise<Array<Record<string, unknown>>> {
	const input = {
		session: 'default',
		limit: Infinity,
		options: {},
		...parameters,
		chatId: parseChatId(parameters.chatId),
	};
	const credential = box.credential(name);
	const { outputs } = await play(name, ['message', 'getMany'], () => input, {
		respond: async (request) => await wire(credential, request, async () => await Promise.reject()),
		where: surroundings(credential),
	});
	return outputs.map(({ json }) => json);
}

const all = async (chatId: string) =>
	await Promise.all(GATEWAYS.map(async (name) => await read(name, { chatId })));

/** Fields that docs/shapes.md marks as different, or that only one gateway stores. */
const MAY_DIFFER = ['messageId', 'senderName', 'ack', 'location'];

function comparable(message: Record<string, unknown>): object {
	const { quoted, media } = message;
	return {
		...Object.fromEntries(Object.entries(message).filter(([name]) => !MAY_DIFFER.includes(name))),
		quoted: quoted === null ? null : 'a message',
		media: isObject(media) ? [media.mimeType, media.sizeBytes] : null,
	};
}

test.each(CHATS)('WAHA and WARest return the same messages of %s', async (chatId) => {
	const [waha = [], warest = []] = await all(chatId);
	expect(waha.length).toBeGreaterThanOrEqual(2);
	expect(waha.map(comparable)).toEqual(warest.map(comparable));
});

const CHANGED = {
	edited: true,
	reactions: [
		{ emoji: '👍', from: '447700900123@c.us' },
		{ emoji: '❤️', from: '491700000001@c.us' },
	],
};
/** What a gateway stores with a message about later changes to it. */
const KEPT_BESIDE: Readonly<Record<GatewayName, object>> = {
	waha: CHANGED,
	warest: CHANGED,
	// Evolution API stores only the new text, and reactions as separate messages.
	evolution: { edited: false, reactions: [] },
};

test('reads type, text, edits, reactions and mentions of each kind of message', async () => {
	for (const messages of await all('491701112222@c.us')) {
		const seen = messages.map(({ type, text }) => `${String(type)}: ${String(text)}`);
		expect(seen).toEqual(
			expect.arrayContaining(['location: null', 'voice: null', 'image: The blue one']),
		);
	}
	for (const [nth, messages] of (await all(TEAM)).entries()) {
		const saying = (text: string) => messages.find((message) => message.text === text);
		expect(saying('Who joins?')).toMatchObject({ type: 'poll' });
		expect(saying('On Sunday')).toMatchObject({
			from: '491701112222@c.us',
			senderPhone: '491701112222',
			isGroup: true,
			...KEPT_BESIDE[GATEWAYS[nth] ?? 'waha'],
		});
		expect(saying('Me! @447700900123 too?')).toMatchObject({
			fromMe: true,
			from: null,
			mentions: ['447700900123@c.us'],
			mentionsMe: null,
		});
	}
});

test.each(GATEWAYS)('%s returns messages up to the limit, newest first', async (name) => {
	const everything = await read(name, { chatId: TEAM, limit: 600 });
	expect(await read(name, { chatId: TEAM, limit: 2 })).toEqual(everything.slice(0, 2));
	expect(everything.length).toBeGreaterThanOrEqual(4);
	const times = everything.map(({ timestamp }) => String(timestamp));
	expect(times).toEqual([...times].sort().reverse());
});

test.each(GATEWAYS)(
	'%s returns only messages sent between Sent After and Sent Before',
	async (name) => {
		const everything = await read(name, { chatId: TEAM });
		const wanted = everything.find(({ text }) => text === 'Me! @447700900123 too?');
		const moment = new Date(String(wanted?.timestamp));
		const options = { sentAfter: moment, sentBefore: moment };
		expect(await read(name, { chatId: TEAM, options })).toEqual([wanted]);
	},
);
