import {
	ANNA,
	BEN,
	byAnna,
	byAnnaInTeam,
	byBen,
	byDark,
	byDarkOnWarest,
	byMe,
	byMeLess,
	byShy,
	byShyOnWarest,
	byShyUnasked,
	DARK,
	ME,
	message,
	revoked,
	shySays,
	TEAM,
	type Act,
	type Fields,
} from './acts';
import type { Stage } from './stage';

/** Somebody writes a message, and then something is done to it. */
const onTheirs =
	(said: object, name: string, body: object): Act['act'] =>
	async (stage) =>
		await done(stage, await stage.act('write', said), name, body);

/** The same with a message of the account. */
const onOwn =
	(said: Parameters<Stage['send']>[0], name: string, body: object): Act['act'] =>
	async (stage) =>
		await done(stage, stage.send(said), name, body);

/** Messages from people with a hidden id. */
const onShy =
	(name: string, body: object): Act['act'] =>
	async (stage) =>
		await done(stage, await shySays(stage), name, body);

/** The relevant id is that of the message to which this is done. */
async function done(stage: Stage, messageId: string, name: string, body: object): Promise<string> {
	await stage.begin();
	await stage.act(name, { messageId, ...body });
	return messageId;
}

const reaction = (who: Fields, emoji: string | null): Fields => ({
	event: 'reaction',
	...who,
	senderName: null,
	reaction: { emoji, removed: emoji === null, messageId: expect.any(String) },
});

const reactions: readonly Act[] = [
	{
		name: 'a reaction',
		act: onOwn({ chatId: ANNA, text: 'mine' }, 'react', { emoji: '👍' }),
		expected: [reaction(byAnna, '👍')],
	},
	{
		name: 'a reaction to an own message of theirs',
		act: onTheirs({ chatId: ANNA, text: 'theirs' }, 'react', { emoji: '❤️' }),
		expected: [reaction(byAnna, '❤️')],
	},
	{
		name: 'the end of a reaction',
		act: async (stage) => {
			const messageId = stage.send({ chatId: TEAM, text: 'ours' });
			await stage.act('react', { messageId, emoji: '👍', from: BEN });
			return await done(stage, messageId, 'react', { emoji: '', from: BEN });
		},
		expected: [reaction(byBen, null)],
	},
	{
		name: 'a reaction from a hidden id whose number is known',
		act: onShy('react', { emoji: '👍' }),
		expected: [reaction(byShy, '👍')],
		except: { warest: [reaction(byShyOnWarest, '👍')], old: [reaction(byShyUnasked, '👍')] },
	},
	{
		name: 'a reaction from a hidden id that nobody knows',
		act: onTheirs({ chatId: DARK, text: 'psst' }, 'react', { emoji: '👍' }),
		expected: [reaction(byDark, '👍')],
		except: { warest: [reaction(byDarkOnWarest, '👍')] },
	},
];

const edited = (who: Fields, fields: Fields): Fields =>
	message(who, { event: 'messageEdited', edited: true, ...fields });

const edits: readonly Act[] = [
	{
		name: 'an edit',
		act: onTheirs({ chatId: ANNA, text: 'good' }, 'edit', { text: 'better' }),
		expected: [edited(byAnna, { text: 'better' })],
	},
	{
		name: 'an edit in a group',
		act: onTheirs({ chatId: TEAM, from: BEN, text: 'good' }, 'edit', { text: 'better' }),
		expected: [edited(byBen, { text: 'better' })],
	},
	{
		name: 'an edit that mentions the account',
		act: onTheirs({ chatId: TEAM, from: BEN, text: '@491700000001 hi', mentions: [ME] }, 'edit', {
			text: '@491700000001 hello',
		}),
		expected: [edited(byBen, { text: '@491700000001 hello', mentions: [ME], mentionsMe: true })],
	},
	{
		name: 'an edit of a caption',
		act: onTheirs({ chatId: ANNA, text: 'look', media: { kind: 'image' } }, 'edit', {
			text: 'look there',
		}),
		expected: [
			edited(byAnna, {
				type: 'image',
				text: 'look there',
				caption: 'look there',
				media: { mimeType: 'image/png', fileName: null, sizeBytes: 454, url: null },
			}),
		],
	},
	{
		name: 'an edit by a hidden id whose number is known',
		act: onShy('edit', { text: 'better' }),
		expected: [edited(byShy, { text: 'better' })],
		except: { warest: [edited(byShyOnWarest, { text: 'better' })] },
	},
	{
		name: 'an own edit',
		act: onOwn({ chatId: ANNA, text: 'mine' }, 'edit', { text: 'better' }),
		expected: [edited({ ...byMe, chatId: ANNA }, { text: 'better' })],
		except: {
			// It reports the account's own edits, but not who the account is.
			warest: [
				edited(
					{ ...byMe, chatId: ANNA, from: null, senderPhone: null, senderLid: null },
					{ text: 'better' },
				),
			],
			old: [edited({ ...byMeLess, chatId: ANNA }, { text: 'better' })],
		},
	},
];

const revocations: readonly Act[] = [
	{
		name: 'a message taken back',
		act: onTheirs({ chatId: ANNA, text: 'oops' }, 'revoke', {}),
		expected: [revoked(byAnna)],
	},
	{
		name: 'a message taken back in a group',
		act: onTheirs({ chatId: TEAM, from: BEN, text: 'oops' }, 'revoke', {}),
		expected: [revoked(byBen)],
	},
	{
		name: 'a message taken back by an admin',
		act: onTheirs({ chatId: TEAM, from: BEN, text: 'rude' }, 'revoke', { from: ANNA }),
		expected: [revoked(byAnnaInTeam)],
	},
	{
		name: 'a message taken back by a hidden id whose number is known',
		act: onShy('revoke', {}),
		expected: [revoked(byShy)],
		except: { warest: [revoked(byShyOnWarest)] },
	},
	{
		name: 'an own message taken back',
		act: onOwn({ chatId: ANNA, text: 'oops' }, 'revoke', {}),
		expected: [revoked({ ...byMe, chatId: ANNA })],
		except: { warest: [], old: [revoked({ ...byMeLess, chatId: ANNA })] },
	},
];

const vote = (who: Fields, selected: readonly string[] | null): Fields => ({
	event: 'pollVote',
	...who,
	selected,
});

const poll = (chatId: string): Parameters<Stage['send']>[0] => ({
	chatId,
	content: {
		type: 'poll',
		poll: { question: 'When?', options: ['9:00', '10:00'], selectable: 0 },
	},
});

/** Votes stay encrypted for WARest. */
const votes: readonly Act[] = [
	{
		name: 'a vote',
		act: onOwn(poll(ANNA), 'vote', { options: ['9:00'] }),
		expected: [vote(byAnna, ['9:00'])],
		except: { warest: [vote(byAnna, null)] },
	},
	{
		name: 'a vote for two in a group',
		act: onOwn(poll(TEAM), 'vote', { options: ['9:00', '10:00'], from: BEN }),
		expected: [vote(byBen, ['9:00', '10:00'])],
		except: { warest: [vote(byBen, null)] },
	},
	{
		name: 'a vote taken back',
		act: async (stage) => {
			const messageId = stage.send(poll(ANNA));
			await stage.act('vote', { messageId, options: ['9:00'] });
			return await done(stage, messageId, 'vote', { options: [] });
		},
		expected: [vote(byAnna, [])],
		except: { warest: [vote(byAnna, null)] },
	},
];

const response = (who: Fields, said: string | null): Fields => ({
	event: 'eventResponse',
	...who,
	response: said,
	extraGuests: said === null ? null : 0,
});

const invitation = (chatId: string): Parameters<Stage['send']>[0] => ({
	chatId,
	content: {
		type: 'proto',
		message: { eventMessage: { name: 'Party', startTime: 1_900_000_000 } },
	},
});

/** WAHA decrypts these since 2026; for WARest they stay encrypted. */
const responses: readonly Act[] = [
	{
		name: 'an answer to an invitation',
		act: onOwn(invitation(ANNA), 'respond', { response: 'GOING' }),
		expected: [response(byAnna, 'going')],
		except: { warest: [response(byAnna, null)], old: [] },
	},
	{
		name: 'an answer to an invitation in a group',
		act: onOwn(invitation(TEAM), 'respond', { response: 'NOT_GOING', from: BEN }),
		expected: [response(byBen, 'notGoing')],
		except: { warest: [response(byBen, null)], old: [] },
	},
];

const buttons: Parameters<Stage['send']>[0] = {
	chatId: ANNA,
	text: 'Sure?',
	content: {
		type: 'buttons',
		footer: null,
		image: null,
		buttons: [{ kind: 'reply', text: 'Yes', value: 'y' }],
	},
};

const list: Parameters<Stage['send']>[0] = {
	chatId: TEAM,
	text: 'What?',
	content: {
		type: 'list',
		footer: null,
		image: null,
		buttonText: 'Menu',
		sections: [{ title: null, rows: [{ id: 'r1', title: 'Tea', description: 'Green' }] }],
	},
};

/** A choice is a separate message, so its id is the relevant one. */
const pressed =
	(offer: Parameters<Stage['send']>[0], body: object): Act['act'] =>
	async (stage) => {
		const messageId = stage.send(offer);
		await stage.begin();
		return await stage.act('press', { messageId, ...body });
	};

const chosen = (who: Fields, type: string, text: string, id: string): Fields =>
	message(who, {
		event: 'callback',
		type,
		text,
		quoted: { messageId: expect.stringMatching(/^3EB0/), text: expect.any(String), from: ME },
		callback: { id, text },
	});

const choices: readonly Act[] = [
	...['template', 'buttons', 'interactive'].map((form) => ({
		name: `a button that is pressed, as ${form}`,
		act: pressed(buttons, { button: 'Yes', form }),
		expected: [chosen(byAnna, 'buttons', 'Yes', 'y')],
	})),
	{
		name: 'a row of a list in a group',
		act: pressed(list, { button: 'Tea', from: BEN }),
		expected: [chosen(byBen, 'list', 'Tea', 'r1')],
	},
];

export const changeActs = [
	...reactions,
	...edits,
	...revocations,
	...votes,
	...responses,
	...choices,
] as const;
