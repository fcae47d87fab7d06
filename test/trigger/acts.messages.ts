import { sampleMedia } from '../../sandbox/world';
import {
	ANNA,
	BEN,
	byAnna,
	byBen,
	byDark,
	byDarkOnWarest,
	byMe,
	byMeLess,
	byShy,
	byShyInTeam,
	byShyInTeamOnWarest,
	byShyOnWarest,
	CHANNEL,
	DARK,
	ME,
	message,
	MY_LID,
	OWN_CHANNEL,
	SHY,
	shySays,
	STATUS,
	TEAM,
	write,
	simply,
	type Act,
	type Fields,
} from './acts';

/** A picture and other files, with their captions. */
const files: readonly Act[] = (
	[
		['image', 'image', 'look'],
		['video', 'video', 'look'],
		['gif', 'video', 'look'],
		['document', 'document', ''],
		['voice', 'voice', ''],
		['audio', 'audio', ''],
		['sticker', 'sticker', ''],
	] as const
).map(([kind, type, caption]) => {
	const { mimeType, fileName, data } = sampleMedia(kind);
	const words = caption || null;
	return {
		name: `a ${kind}`,
		act: write({ chatId: ANNA, text: caption, media: { kind } }),
		expected: [
			message(byAnna, {
				type,
				text: words,
				caption: words,
				media: { mimeType, fileName, sizeBytes: data.length, url: expect.stringMatching(/^http/) },
			}),
		],
	};
});

const CSV = Buffer.from('a;b').toString('base64');

const contents: readonly Act[] = [
	{
		name: 'a text',
		act: write({ chatId: ANNA, text: 'hello' }),
		expected: [message(byAnna, { text: 'hello', senderName: 'Anna' })],
	},
	...files,
	{
		name: 'a file with a name of its own',
		act: write({
			chatId: TEAM,
			from: BEN,
			media: { kind: 'document', dataUrl: `data:text/csv;base64,${CSV}`, fileName: 'ä b.csv' },
		}),
		expected: [
			message(byBen, {
				type: 'document',
				media: {
					mimeType: 'text/csv',
					fileName: 'ä b.csv',
					sizeBytes: 3,
					url: expect.stringMatching(/^http/),
				},
			}),
		],
	},
	{
		name: 'a place',
		act: write({
			chatId: ANNA,
			location: { latitude: 52.5, longitude: 13.4, name: 'Gate', address: 'Street 1' },
		}),
		expected: [
			message(byAnna, {
				type: 'location',
				location: { latitude: 52.5, longitude: 13.4, title: 'Gate' },
			}),
		],
	},
	{
		name: 'a contact',
		act: write({ chatId: ANNA, contact: { name: 'Dora', phone: '+44 7700 900999' } }),
		expected: [
			message(byAnna, {
				type: 'contact',
				contacts: [{ name: 'Dora', phone: '447700900999', phones: ['447700900999'] }],
			}),
		],
	},
	{
		name: 'a poll',
		act: write({ chatId: ANNA, poll: { question: 'Where?', options: ['a', 'b'] } }),
		expected: [
			message(byAnna, {
				type: 'poll',
				text: 'Where?',
				poll: { question: 'Where?', options: ['a', 'b'], selectable: 1 },
			}),
		],
	},
	{
		name: 'an order',
		act: write({
			chatId: ANNA,
			proto: { orderMessage: { orderId: '1', itemCount: 2, message: 'These', token: 't' } },
		}),
		expected: [
			message(byAnna, {
				type: 'order',
				text: 'These',
				order: {
					orderId: '1',
					title: null,
					itemCount: 2,
					amount: null,
					currency: null,
					seller: null,
					token: 't',
				},
			}),
		],
	},
	{
		name: 'an invitation to a group',
		act: write({
			chatId: ANNA,
			proto: {
				ephemeralMessage: {
					message: {
						groupInviteMessage: { groupJid: TEAM, inviteCode: 'x5', caption: 'Come in' },
					},
				},
			},
		}),
		expected: [
			message(byAnna, {
				type: 'groupInvite',
				text: 'Come in',
				groupInvite: { groupId: TEAM, name: null, code: 'x5', expiresAt: null },
			}),
		],
	},
	{
		name: 'a text in a wrapper that is not known yet',
		act: write({
			chatId: ANNA,
			proto: { somethingNewMessage: { message: { conversation: 'hello' } } },
		}),
		expected: [message(byAnna, { text: 'hello' })],
	},
	{
		name: 'a message that stays on the phone',
		act: write({ chatId: ANNA, proto: { placeholderMessage: { type: 'MASK_LINKED_DEVICES' } } }),
		expected: [{ ...message(byAnna, { type: 'unknown', text: null }), event: 'messageWaiting' }],
	},
	{
		name: 'a message that waited for an hour',
		act: write({ chatId: ANNA, text: 'old', old: true }),
		secondsAgo: 3_600,
		expected: [message(byAnna, { text: 'old' })],
	},
];

const mentions: readonly Act[] = [
	{
		name: 'a mention of the account in a group',
		act: write({ chatId: TEAM, from: BEN, text: '@491700000001 hi', mentions: [ME] }),
		expected: [message(byBen, { text: '@491700000001 hi', mentions: [ME], mentionsMe: true })],
	},
	{
		name: 'a mention of the account by its hidden id',
		act: write({ chatId: TEAM, from: BEN, text: '@11223344556677 hi', mentions: [MY_LID] }),
		...among(
			{ mentions: [MY_LID], mentionsMe: true },
			// Neither reports which hidden id is the account's own.
			{ mentions: [MY_LID], mentionsMe: null },
		),
	},
	{
		name: 'a mention of somebody else',
		act: write({ chatId: TEAM, from: BEN, text: '@491701112222 hi', mentions: [ANNA] }),
		expected: [message(byBen, { text: '@491701112222 hi', mentions: [ANNA], mentionsMe: false })],
	},
];

function among(known: Fields, unknown: Fields): Pick<Act, 'expected' | 'except'> {
	const less = [message(byBen, { text: '@11223344556677 hi', ...unknown })];
	const expected = [message(byBen, { text: '@11223344556677 hi', ...known })];
	return { expected, except: { warest: less, old: less } };
}

const answers: readonly Act[] = [
	{
		name: 'an answer to a message of the account',
		act: async (stage) => {
			stage.send({ id: '3EB0000000000000000AAA', chatId: ANNA, text: 'mine' });
			return await write({ chatId: ANNA, text: 'yes', quote: '3EB0000000000000000AAA' })(stage);
		},
		expected: [
			message(byAnna, {
				text: 'yes',
				quoted: { messageId: '3EB0000000000000000AAA', text: 'mine', from: ME },
			}),
		],
	},
	{
		name: 'an answer to somebody else in a group',
		act: async (stage) => {
			const quote = await stage.act('write', { chatId: TEAM, from: BEN, text: 'first' });
			return await write({ chatId: TEAM, from: ANNA, text: 'second', quote })(stage);
		},
		expected: [
			message(
				{ ...byBen, from: ANNA, senderPhone: '491701112222' },
				{
					text: 'second',
					quoted: { messageId: expect.stringMatching(/^3EB0/), text: 'first', from: BEN },
				},
			),
		],
	},
];

const hidden: readonly Act[] = [
	{
		name: 'a message from a hidden id whose number is known',
		act: async (stage) => {
			await stage.begin();
			return await shySays(stage);
		},
		expected: [message(byShy, { text: 'psst', senderName: 'Shy' })],
		except: { warest: [message(byShyOnWarest, { text: 'psst', senderName: 'Shy' })] },
	},
	{
		name: 'a message from a hidden id that nobody knows',
		act: write({ chatId: DARK, text: 'psst', name: 'Dark' }),
		expected: [message(byDark, { text: 'psst' })],
		except: { warest: [message(byDarkOnWarest, { text: 'psst' })] },
	},
	{
		name: 'a message from a hidden member of a group',
		act: async (stage) => {
			await shySays(stage);
			return await write({ chatId: TEAM, from: SHY, text: 'psst' })(stage);
		},
		expected: [message(byShyInTeam, { text: 'psst' })],
		except: { warest: [message(byShyInTeamOnWarest, { text: 'psst' })] },
	},
];

/** WARest reports nothing that the account itself writes. */
const own: readonly Act[] = [
	{
		name: 'an own message from the phone',
		act: write({ chatId: ANNA, text: 'mine', fromMe: true }),
		expected: [message({ ...byMe, chatId: ANNA }, { text: 'mine' })],
		except: { warest: [], old: [message({ ...byMeLess, chatId: ANNA }, { text: 'mine' })] },
	},
	{
		name: 'an own message from the phone in a group',
		act: write({ chatId: TEAM, text: 'mine', fromMe: true }),
		expected: [message({ ...byMe, chatId: TEAM, isGroup: true }, { text: 'mine' })],
		except: {
			warest: [],
			old: [message({ ...byMeLess, chatId: TEAM, isGroup: true }, { text: 'mine' })],
		},
	},
	{
		name: 'an own message through the API',
		act: async (stage) => {
			await stage.begin();
			return stage.send({ chatId: ANNA, text: 'from the API' });
		},
		expected: [message({ ...byMe, chatId: ANNA }, { text: 'from the API' })],
		except: {
			warest: [],
			old: [message({ ...byMeLess, chatId: ANNA }, { text: 'from the API' })],
		},
	},
];

const byStatus: Fields = { ...byBen, chatId: STATUS, isGroup: false, canReply: false };
const inChannel: Fields = { isGroup: false, canReply: false };

/** WARest leaves both out. */
const posts: readonly Act[] = [
	{
		name: 'a status of somebody',
		act: simply('status', { from: BEN, text: 'good morning' }),
		expected: [message(byStatus, { text: 'good morning' })],
		except: { warest: [] },
	},
	{
		name: 'a post in a channel',
		act: simply('channel', { chatId: CHANNEL, text: 'news' }),
		expected: [
			message(
				{
					...inChannel,
					chatId: CHANNEL,
					from: CHANNEL,
					senderPhone: null,
					senderLid: null,
					fromMe: false,
				},
				{ text: 'news' },
			),
		],
		except: { warest: [] },
	},
	{
		name: 'a post in an own channel',
		act: simply('channel', { chatId: OWN_CHANNEL, text: 'news' }),
		expected: [message({ ...byMe, ...inChannel, chatId: OWN_CHANNEL }, { text: 'news' })],
		except: {
			warest: [],
			old: [message({ ...byMeLess, ...inChannel, chatId: OWN_CHANNEL }, { text: 'news' })],
		},
	},
];

export const messageActs = [
	...contents,
	...mentions,
	...answers,
	...hidden,
	...own,
	...posts,
] as const;
