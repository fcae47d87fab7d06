import type { Json } from '../../nodes/WhatsApp/portable/json';
import { answer } from '../support/dryRun';
import { CHAT, JID, run, seen } from './message.run';

const FILES = {
	fileList: {
		file: [
			{ source: 'binary', inputBinaryField: 'pdf' },
			{ source: 'url', mediaUrl: 'https://example.com/b.csv' },
		],
	},
};

const sent = (name: string) =>
	answer({
		status: true,
		code: 1000,
		message: 'Files sent',
		results: [
			{
				toJid: JID,
				messageId: null,
				advancedInfo: {
					files: [
						{
							name,
							mimetype: 'application/pdf',
							size: 4,
							messageId: name,
							timestamp: 1_700_000_000,
						},
					],
				},
			},
		],
	});
const failed = (status: number, message: string, code: number | null = 3002) =>
	answer({ status: false, ...(code === null ? {} : { code }), message, results: [] }, status);
const blocked = answer({
	status: true,
	code: 1000,
	results: [{ toJid: JID, advancedInfo: { files: [], blockedFiles: ['a.exe'] } }],
});

const message = (id: string): object => ({
	messageId: id,
	chatId: CHAT,
	session: 'default',
	timestamp: '2023-11-14T22:13:20.000Z',
	ack: 'pending',
	isGroup: false,
	type: 'document',
	media: { mimeType: 'application/pdf', fileName: id, sizeBytes: 4 },
});

test('sends one request per file, in order, and Show Presence First only for the first', async () => {
	const options = { presence: 'composing', forwarded: true, quotedMessageId: 'Q' };
	const { requests, items, hint } = await run('warest', 'sendFiles', { ...FILES, options }, [
		sent('a'),
		sent('b'),
	]);
	const body = { sessionId: 'default', to: JID, replyMessageId: 'Q', isForwarded: true };
	const line = 'POST /api/v1/messages/send/files';
	expect(requests.map(seen)).toEqual([
		{ line, body: { ...body, presence: 'composing' }, file: 'files' },
		{
			line,
			body: {
				...body,
				files: [{ url: 'https://example.com/b.csv', filename: 'b.csv', mimetype: 'text/csv' }],
			},
		},
	]);
	expect(items).toEqual([
		{ session: 'default', chatId: CHAT, sent: [message('a'), message('b')], failed: [] },
	]);
	expect(hint).toBeNull();
});

test.each<[string, ReturnType<typeof answer>, Json]>([
	['could not be fetched', failed(502, 'Failed to fetch'), 'Failed to fetch'],
	['is too large', failed(413, 'File too large', 2009), 'File too large'],
	['is of a blocked kind', blocked, 'WARest does not send this kind of file'],
])('a file that %s is listed as failed, and the others are sent', async (_, bad, reason) => {
	const { items, hint } = await run('warest', 'sendFiles', FILES, [bad, sent('b')]);
	expect(items).toEqual([
		{
			session: 'default',
			chatId: CHAT,
			sent: [message('b')],
			failed: [{ fileName: 'a.pdf', reason }],
		},
	]);
	expect(hint).toContain('1 of 2 files');
});

test('fails if no file was sent', async () => {
	const none = failed(502, 'Failed to fetch');
	await expect(run('warest', 'sendFiles', FILES, [none, none])).rejects.toThrow('Failed to fetch');
	await expect(run('warest', 'sendFiles', FILES, [blocked, blocked])).rejects.toThrow(
		'sent none of the files',
	);
});

test('an error that is not about the file stops at once', async () => {
	const down = failed(502, 'Bad gateway', null);
	const ran = run('warest', 'sendFiles', FILES, [down]);
	await expect(ran).rejects.toThrow('Bad gateway');
});
