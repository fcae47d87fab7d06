import type { IDataObject } from 'n8n-workflow';
import { PORTABLE_EVENTS } from '../../nodes/WhatsApp/portable/events';
import { useSandbox } from '../support/sandbox';
import { Bench, byWaha, byWarest, type Posted } from './bench';

/** What a gateway posts before a message has arrived, and then the message itself with the same id. */

const place = useSandbox();
const SECRET = 'a secret of mine';
const CHAT = '491701112222@c.us';
const JID = '491701112222@s.whatsapp.net';

let count = 0;
const next = (): string => `F${++count}`;

function onWaha(id: string, data: object, more: object = {}): Posted {
	const now = Date.now();
	const payload = {
		id: `false_${CHAT}_${id}`,
		timestamp: Math.floor(now / 1000),
		from: CHAT,
		fromMe: false,
		body: null,
		hasMedia: false,
		...more,
		_data: data,
	};
	const me = { id: '491700000001@c.us', pushName: 'Shop' };
	return byWaha(
		{ id: `evt_${next()}`, timestamp: now, event: 'message', session: 'default', me, payload },
		SECRET,
	);
}

function onWarest(id: string, message: object, more: object = {}): Posted {
	const ts = Date.now();
	const key = { remoteJid: JID, fromMe: false, id };
	const sender = { chatId: JID, fromMe: false, isGroup: false, authorJid: JID };
	const raw = { key, messageTimestamp: Math.floor(ts / 1000), pushName: 'Ann', ...message };
	const data = { id: 'default', sessionId: 'default', tags: 'system', message: raw, text: '' };
	return byWarest(
		{
			event: 'message_received',
			// Each report has a different time, as if it were a separate delivery.
			data: { ...data, sender, mentions: [], type: 'notify', ...more, nonce: next() },
			ts,
			session: { id: 'default', username: 'sandbox' },
		},
		SECRET,
	);
}

const baileys = (id: string, rest: object): object => ({
	key: { remoteJid: JID, fromMe: false, id },
	pushName: 'Ann',
	...rest,
});
const whatsmeow = (id: string, Message: object | null): object => ({
	Info: { Chat: JID, Sender: JID, ID: id, PushName: 'Ann' },
	Message,
});
const web = (id: string, rest: object): object => ({
	id: { _serialized: `false_${CHAT}_${id}` },
	...rest,
});

const MASKED = { placeholderMessage: { type: 'MASK_LINKED_DEVICES' } };
const HELLO = { conversation: 'hello' };
const BODY = { body: 'hello' };

interface Course {
	readonly name: string;
	readonly gateway: 'waha' | 'warest';
	readonly before: (id: string) => Posted;
	readonly after: (id: string) => Posted;
}

const noweb = (name: string, rest: object): Course => ({
	name: `NOWEB: ${name}`,
	gateway: 'waha',
	before: (id) => onWaha(id, baileys(id, rest)),
	after: (id) => onWaha(id, baileys(id, { message: HELLO }), BODY),
});
const gows = (name: string, message: object | null): Course => ({
	name: `GOWS: ${name}`,
	gateway: 'waha',
	before: (id) => onWaha(id, whatsmeow(id, message)),
	after: (id) => onWaha(id, whatsmeow(id, HELLO), BODY),
});
const webjs = (name: string, type: string): Course => ({
	name: `WEBJS: ${name}`,
	gateway: 'waha',
	before: (id) => onWaha(id, web(id, { type }), { body: '' }),
	after: (id) => onWaha(id, web(id, { type: 'chat' }), BODY),
});
const warest = (name: string, rest: object): Course => ({
	name: `WARest: ${name}`,
	gateway: 'warest',
	before: (id) => onWarest(id, rest),
	after: (id) => onWarest(id, { message: HELLO }, { text: 'hello', tags: 'text' }),
});

const COURSES: readonly Course[] = [
	noweb('a stub', { messageStubType: 2, messageStubParameters: ['No session'] }),
	noweb('a stub by its name', { messageStubType: 'CIPHERTEXT' }),
	noweb('a stub with an empty message', { messageStubType: 2, message: null }),
	noweb('a message that is not there', { message: null }),
	noweb('an empty message', { message: {} }),
	noweb('a placeholder', { message: MASKED }),
	noweb('a placeholder that disappears', { message: { ephemeralMessage: { message: MASKED } } }),
	noweb('a view once that is not there', { message: { viewOnceMessageV2: { message: {} } } }),
	noweb('an empty text', { message: { conversation: '' } }),
	gows('a message that is not there', null),
	gows('an empty message', {}),
	gows('a placeholder', { placeholderMessage: { type: 0 } }),
	webjs('ciphertext', 'ciphertext'),
	webjs('an empty text', 'chat'),
	warest('a stub', { messageStubType: 2 }),
	warest('a stub by its name', { messageStubType: 'CIPHERTEXT' }),
	warest('a placeholder', { message: MASKED }),
	warest('an empty message', { message: {} }),
];

const bench = (gateway: Course['gateway'], events: readonly string[] = PORTABLE_EVENTS): Bench =>
	new Bench({
		credential: place.credential(gateway),
		parameters: { registration: 'manual', options: { secret: SECRET }, events: [...events] },
		webhookId: `forerunner ${next()}`,
	});

const startsOf = async (trigger: Bench, posted: Posted): Promise<IDataObject[]> => {
	const { status, items } = await trigger.deliver(posted);
	expect(status).toBe(200);
	return (items ?? []).map(({ json }) => json);
};

const WAITING = { event: 'messageWaiting', text: null };
const MESSAGE = { event: 'message', type: 'text', text: 'hello' };

describe.each(COURSES)('$name', ({ gateway, before, after }) => {
	test('gives Message Waiting first, and then the message', async () => {
		const [trigger, id] = [bench(gateway), next()];
		expect(await startsOf(trigger, before(id))).toMatchObject([WAITING]);
		expect(await startsOf(trigger, after(id))).toMatchObject([MESSAGE]);
	});

	test('does not start a workflow that only listens for messages', async () => {
		const [trigger, id] = [bench(gateway, ['message']), next()];
		expect(await startsOf(trigger, before(id))).toEqual([]);
		expect(await startsOf(trigger, after(id))).toMatchObject([MESSAGE]);
		expect(await startsOf(trigger, before(id))).toEqual([]);
		expect(await startsOf(trigger, after(id))).toEqual([]);
	});

	test('gives each of both events once in a burst of duplicates', async () => {
		const [trigger, id] = [bench(gateway), next()];
		const burst = Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? before : after)(id));
		const started = await Promise.all(burst.map(async (one) => await startsOf(trigger, one)));
		const events = started.flat().map(({ event }) => event);
		expect(events.sort()).toEqual(['message', 'messageWaiting']);
	});

	test('gives nothing for repeated deliveries', async () => {
		const [trigger, id] = [bench(gateway), next()];
		const [first, second] = [before(id), after(id)];
		for (const posted of [first, second]) expect(await startsOf(trigger, posted)).toHaveLength(1);
		for (const posted of [second, first, second])
			expect(await startsOf(trigger, posted)).toEqual([]);
	});
});

test('a message of unknown type without content does not suppress a later one with the same ID', async () => {
	const [trigger, id] = [bench('waha'), next()];
	const unknown = () => onWaha(id, web(id, { type: 'unknown' }), { body: '' });
	const text = () => onWaha(id, web(id, { type: 'chat' }), BODY);
	expect(await startsOf(trigger, unknown())).toMatchObject([{ event: 'message', type: 'unknown' }]);
	expect(await startsOf(trigger, unknown())).toEqual([]);
	expect(await startsOf(trigger, text())).toMatchObject([MESSAGE]);
	expect(await startsOf(trigger, text())).toEqual([]);
});

test('an internal message does not suppress the message with the same ID', async () => {
	for (const noise of [
		{ message: { messageContextInfo: {} } },
		{ message: { senderKeyDistributionMessage: { groupId: 'g' } } },
		{ message: { albumMessage: {} } },
	]) {
		const [trigger, id] = [bench('waha'), next()];
		expect(await startsOf(trigger, onWaha(id, baileys(id, noise)))).toMatchObject([
			{ event: 'other' },
		]);
		const text = onWaha(id, baileys(id, { message: HELLO }), BODY);
		expect(await startsOf(trigger, text)).toMatchObject([MESSAGE]);
	}
});
