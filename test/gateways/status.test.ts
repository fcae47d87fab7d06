import { answer, bodyOf, dryRun, type DryRun, type Parameters } from '../support/dryRun';

const SENT = answer({ key: { remoteJid: 'status@broadcast', fromMe: true, id: 'AAA' } }, 201);
const MESSAGE = {
	session: 'default',
	chatId: 'status@broadcast',
	messageId: 'true_status@broadcast_AAA',
	timestamp: null,
	ack: 'pending',
	isGroup: false,
};
const FILE_BODY = { mimetype: 'image/png', filename: 'a.png', data: 'ZmlsZQ==' };
const MEDIA = { mimeType: 'image/png', fileName: 'a.png', sizeBytes: 4, url: null };
const CONTACTS = { contacts: '+49 170 1234567, 447700900123; 99123456789@lid' };
const IDS = ['491701234567@c.us', '447700900123@c.us', '99123456789@lid'];

const run = async (operation: string, parameters: Parameters, given = SENT): Promise<DryRun> =>
	await dryRun('waha', ['status', operation], parameters, [given]);

const sentBody = async ({ requests }: DryRun): Promise<unknown> =>
	await bodyOf(requests[0] ?? { method: 'GET', path: '' });
const items = ({ outputs }: DryRun): unknown[] => outputs.map(({ json }) => json);

test.each<[string, Parameters, string, object, object]>([
	[
		'sendText',
		{ text: 'Open on Sunday' },
		'text',
		{ text: 'Open on Sunday', backgroundColor: '#128c7e', font: 0 },
		{ type: 'text', text: 'Open on Sunday' },
	],
	['sendImage', {}, 'image', { file: FILE_BODY }, { type: 'image', text: null, media: MEDIA }],
	['sendVideo', {}, 'video', { file: FILE_BODY }, { type: 'video', text: null, media: MEDIA }],
	[
		'sendVoice',
		{},
		'voice',
		{ file: FILE_BODY, backgroundColor: '#128c7e' },
		{ type: 'voice', media: MEDIA },
	],
])('%s sends only the options that were set', async (operation, given, end, body, item) => {
	const done = await run(operation, given);
	const [request] = done.requests;
	expect(`${request?.method} ${request?.path}`).toBe(`POST /api/default/status/${end}`);
	expect(request?.effect).toBeUndefined();
	expect(request?.lane).toEqual({ session: 'default', chat: 'status@broadcast' });
	expect(await sentBody(done)).toEqual(body);
	expect(items(done)).toEqual([{ ...MESSAGE, ...item }]);
});

test.each<[string, Parameters, Parameters, object]>([
	[
		'sendText',
		{ text: 'Hi', backgroundColor: '#FF0000', font: '10' },
		{ ...CONTACTS, linkPreview: false, linkPreviewHighQuality: true, newMessageId: 'BBB' },
		{
			text: 'Hi',
			backgroundColor: '#ff0000',
			font: 10,
			linkPreview: false,
			linkPreviewHighQuality: true,
			contacts: IDS,
			id: 'BBB',
		},
	],
	[
		'sendImage',
		{ caption: 'Look' },
		{ ...CONTACTS, newMessageId: 'BBB' },
		{ file: FILE_BODY, caption: 'Look', contacts: IDS, id: 'BBB' },
	],
	[
		'sendVideo',
		{ caption: 'Look' },
		{ ...CONTACTS, convert: true, newMessageId: 'BBB' },
		{ file: FILE_BODY, caption: 'Look', convert: true, contacts: IDS, id: 'BBB' },
	],
	[
		'sendVoice',
		{ backgroundColor: '#000000' },
		{ ...CONTACTS, convert: false, newMessageId: 'BBB' },
		{ file: FILE_BODY, backgroundColor: '#000000', convert: false, contacts: IDS, id: 'BBB' },
	],
	['delete', { messageId: 'AAA' }, CONTACTS, { id: 'AAA', contacts: IDS }],
])('%s sends all options', async (operation, given, options, body) => {
	expect(await sentBody(await run(operation, { ...given, options }))).toEqual(body);
});

test.each([
	['sendImage', 'image/jpeg'],
	['sendVideo', 'video/mp4'],
	['sendVoice', 'audio/ogg; codecs=opus'],
])(
	'%s sends a default MIME type for a URL without a file extension',
	async (operation, mimetype) => {
		const mediaUrl = 'https://example.com/download';
		const done = await run(operation, { source: 'url', mediaUrl });
		expect(await sentBody(done)).toMatchObject({
			file: { mimetype, filename: 'download', url: mediaUrl },
		});
		expect(items(done)).toEqual([
			expect.objectContaining({
				media: { mimeType: null, fileName: 'download', sizeBytes: null, url: mediaUrl },
			}),
		]);
	},
);

test('sendImage returns the caption as the text', async () => {
	const done = await run('sendImage', { caption: 'Look' });
	expect(items(done)).toEqual([expect.objectContaining({ text: 'Look' })]);
});

test('delete returns the ID of the deleted status', async () => {
	const done = await run('delete', { messageId: 'true_status@broadcast_AAA' });
	expect(done.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
		'POST /api/default/status/delete',
	]);
	expect(await sentBody(done)).toEqual({ id: 'true_status@broadcast_AAA' });
	expect(items(done)).toEqual([
		{ success: true, session: 'default', messageId: 'true_status@broadcast_AAA' },
	]);
});

test.each<[Parameters, string]>([
	[{ text: '' }, 'Text is empty'],
	[{ backgroundColor: 'green' }, 'is no color'],
	[{ font: '3' }, 'Font must be one of'],
	[{ options: { contacts: '120363025246125486@g.us' } }, 'is no person'],
	[{ options: { contacts: ' ' } }, 'Contacts is empty'],
	[{ options: { contacts: [] } }, 'Contacts is empty'],
	[{ options: { contacts: null } }, 'Contacts is empty'],
])('sendText refuses %j', async (parameters, message) => {
	await expect(run('sendText', { text: 'Hi', ...parameters })).rejects.toThrow(message);
});

test('WARest refuses sendText and says what to use instead', async () => {
	await expect(dryRun('warest', ['status', 'sendText'], {})).rejects.toMatchObject({
		message: 'WARest does not have the operation Status > Send Text',
		hint: expect.stringContaining('Message'),
	});
});
