import { formatChatId } from '../../../portable/ids';
import type { Json } from '../../../portable/json';
import type { Plan } from '../../../transport/request';
import { missing, type DialectOf } from '../../gateway';
import { inChat, post, ofInstance, repeatable, type ToChat } from '../requests';
import { asJson, wholeKey } from '../stored';

const NO_PINS = 'Evolution API cannot pin messages. Do it on the phone.';
const NO_STARS = 'Evolution API has no stars. Do it on the phone.';

interface OnMessage extends ToChat {
	readonly messageId: string;
}

const acted = (m: OnMessage): { session: string; chatId: string; messageId: string } => ({
	session: m.session,
	chatId: formatChatId(m.chatId),
	messageId: m.messageId,
});

/** @param emoji empty to remove the reaction */
function* reaction(m: OnMessage, emoji: string): Plan<Json> {
	const key = asJson(yield* wholeKey(m));
	return (yield repeatable(
		inChat(m, post('message/sendReaction', m.session, { key, reaction: emoji })),
	)).body;
}

export const messageActions = {
	votePoll: missing('Evolution API cannot vote in polls. Do it on the phone.'),
	chooseButton: missing('Send the text of the button with Message > Send Text.'),
	deleteForMe: missing(
		'Evolution API deletes messages for everyone only: use Message > Delete for Everyone.',
	),
	forward: missing('Send the content again, with Message > Send Text or Message > Send Media.'),
	markAsRead: {
		*build(m) {
			const readMessages: Json[] = [];
			for (const messageId of [m.messageId, ...(m.options.otherMessageIds ?? [])]) {
				const { id, remoteJid, fromMe } = yield* wholeKey({ ...m, messageId });
				readMessages.push({ id, remoteJid, fromMe });
			}
			return (yield repeatable(
				inChat(m, post('chat/markMessageAsRead', m.session, { readMessages })),
			)).body;
		},
		read: (_, m) => acted(m),
	},
	pin: missing(NO_PINS),
	react: {
		build: (m) => reaction(m, m.emoji),
		read: (_, m) => ({ ...acted(m), emoji: m.emoji }),
	},
	removeReaction: {
		build: (m) => reaction(m, ''),
		read: (_, m) => acted(m),
	},
	deleteForEveryone: {
		*build(m) {
			// A DELETE with a body.
			return (yield repeatable(
				inChat(m, {
					method: 'DELETE',
					path: ofInstance('chat/deleteMessageForEveryone', m.session),
					body: asJson(yield* wholeKey(m)),
				}),
			)).body;
		},
		lacks: { deleteForMe: 'Evolution API deletes messages for everybody only.' },
		read: (_, m) => acted(m),
	},
	star: missing(NO_STARS),
	unpin: missing(NO_PINS),
	unstar: missing(NO_STARS),
} satisfies Partial<DialectOf<'message'>>;
