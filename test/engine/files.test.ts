import { createHash } from 'node:crypto';
import type { INodeExecutionData } from 'n8n-workflow';
import { sha256Of } from '../../sandbox/world/media';
import { runNode } from '../support/engine';
import { answering, useFakeGateway } from '../support/fakeGateway';
import { byId, GATEWAYS, useSandbox } from '../support/sandbox';

const box = useSandbox();

/** Bytes that a conversion to text on the way would corrupt. */
const BYTES = Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256));
const SHA256 = createHash('sha256').update(BYTES).digest('hex');
const item = (fileName: string, mimeType: string): INodeExecutionData => ({
	json: {},
	binary: { data: { data: BYTES.toString('base64'), fileName, mimeType } },
});

/** Each file goes to a different person. */
let people = 100_000;

describe.each(GATEWAYS)('files sent through %s', (gateway) => {
	test.each([
		['sendDocument', 'Jahresbericht "ä".pdf', 'application/pdf'],
		['sendImage', 'picture.jpg', 'image/jpeg'],
		['sendVideo', 'film.mp4', 'video/mp4'],
		['sendMedia', 'table.csv', 'text/csv'],
	])('%s transfers all bytes with name and type', async (operation, fileName, mimeType) => {
		const phone = `4917000${++people}`;
		const { error } = await runNode({
			credential: box.credential(gateway),
			parameters: {
				resource: 'message',
				operation,
				session: byId('default'),
				chatId: byId(phone),
				source: 'binary',
				inputBinaryField: 'data',
			},
			items: [item(fileName, mimeType)],
		});
		expect(error).toBeUndefined();
		const media = box.sandbox.world
			.session('default')
			.chats.find(`${phone}@s.whatsapp.net`)
			?.messages.at(-1)?.media;
		expect(media?.mimeType).toBe(mimeType);
		if (operation === 'sendDocument' || operation === 'sendMedia')
			expect(media?.fileName).toBe(fileName);
		expect(media == null ? null : sha256Of(media)).toBe(SHA256);
	});

	test('a missing binary field is refused, and the error names the existing ones', async () => {
		const { error } = await runNode({
			credential: box.credential(gateway),
			parameters: {
				resource: 'message',
				operation: 'sendImage',
				session: byId('default'),
				chatId: byId('491700000001'),
				source: 'binary',
				inputBinaryField: 'photo',
			},
			items: [item('a.jpg', 'image/jpeg')],
		});
		expect([error?.message, error?.description]).toEqual([
			'The item has no binary field "photo"',
			'The item has: data. For a file on the web choose URL as Source.',
		]);
	});
});

describe('a picture on another host', () => {
	const gateway = useFakeGateway();
	const elsewhere = useFakeGateway();

	test('is fetched without the API key', async () => {
		gateway.answer = answering(
			200,
			'application/json',
			JSON.stringify({ profilePictureURL: `${elsewhere.url}/picture.jpg` }),
		);
		elsewhere.answer = answering(200, 'image/jpeg', 'a picture');
		const { items, error } = await runNode({
			credential: { gateway: 'waha', baseUrl: gateway.url, apiKey: 'secret-key' },
			parameters: {
				resource: 'contact',
				operation: 'getPicture',
				session: byId('default'),
				contactId: byId('491701112222'),
				download: true,
			},
		});
		expect(error).toBeUndefined();
		expect(Buffer.from(items[0]?.binary?.data?.data ?? '', 'base64').toString()).toBe('a picture');
		expect(gateway.seen[0]?.headers['x-api-key']).toBe('secret-key');
		expect(elsewhere.seen).toHaveLength(1);
		expect(JSON.stringify(elsewhere.seen[0]?.headers)).not.toContain('secret-key');
	});
});
