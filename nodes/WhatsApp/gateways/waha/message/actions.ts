import { formatChatId, portableId } from '../../../portable/ids';
import { Refusal } from '../../../portable/refusal';
import type { GatewayRequest } from '../../../transport/request';
import { missing, type DialectOf } from '../../gateway';
import { path } from '../../shared/path';
import { forwardedMessage } from '../sent';
import { inChat, post, repeatable } from '../requests';
import { participantOf } from '../shapes';
import { sending, type ToChat } from './sending';
import { verifiable, VERIFY_NEEDS } from './verified';
import { CHOSEN_BUTTONS, NOT_GOWS, PINS, POLL_VOTES } from '../needs';

/** The value for "Gateway Default": WAHA requires a number, and 24 hours is the first in its documents (2026.7.1). */
const DEFAULT_PIN_SECONDS = 86_400;

interface OnMessage extends ToChat {
	readonly messageId: string;
}

const acted = (m: OnMessage): { session: string; chatId: string; messageId: string } => ({
	session: m.session,
	chatId: formatChatId(m.chatId),
	messageId: m.messageId,
});

const messagePath = (m: OnMessage): string =>
	path`/api/${m.session}/chats/${formatChatId(m.chatId)}/messages/${m.messageId}`;

const pinSeconds = (duration: string): number =>
	duration === 'gatewayDefault' ? DEFAULT_PIN_SECONDS : Number(duration);

/**
 * A reaction names only the message, whose id contains the chat, so another chat beside it would be ignored. A person
 * may have two ids, so only ids of one kind are compared.
 */
function refuseOtherChat(m: OnMessage): void {
	const [, written] = /^(?:true|false)_([^_]+@[^_]+)_/.exec(m.messageId) ?? [];
	const chat = portableId(written ?? null);
	const given = formatChatId(m.chatId);
	const isOtherKind = chat?.replace(/^.*@/, '') !== given.replace(/^.*@/, '');
	if (chat === null || chat === given || isOtherKind) return;
	throw new Refusal(
		`The message is in the chat ${chat}, not in ${given}`,
		'Take Chat and Message ID from the same message.',
	);
}

const reaction = (m: OnMessage, emoji: string): GatewayRequest => {
	refuseOtherChat(m);
	const body = { session: m.session, messageId: m.messageId, reaction: emoji };
	return repeatable(inChat(m, { method: 'PUT', path: '/api/reaction', body }));
};

const star = (m: OnMessage, starred: boolean): GatewayRequest =>
	repeatable({
		...sending(m, '/api/star', { messageId: m.messageId, star: starred }),
		method: 'PUT',
	});

export const messageActions = {
	chooseButton: {
		needs: CHOSEN_BUTTONS,
		build: (m) =>
			sending(m, '/api/send/buttons/reply', {
				replyTo: m.messageId,
				selectedDisplayText: m.chosenText,
				selectedButtonID: m.chosenId,
			}),
		read: (_, m) => ({ ...acted(m), text: m.chosenText }),
	},
	votePoll: {
		needs: POLL_VOTES,
		// A vote replaces an earlier one, so it may arrive twice.
		build: (m) =>
			repeatable(sending(m, '/api/sendPollVote', { pollMessageId: m.messageId, votes: m.votes })),
		read: (_, m) => ({ ...acted(m), votes: m.votes }),
	},
	deleteForMe: missing(
		'WAHA deletes messages for everyone only: use Message > Delete for Everyone.',
	),
	forward: {
		needs: NOT_GOWS,
		optionNeeds: VERIFY_NEEDS,
		build: (m) => verifiable(m, sending(m, '/api/forwardMessage', { messageId: m.messageId })),
		read: forwardedMessage,
	},
	markAsRead: {
		build: (m) =>
			repeatable(
				sending(m, '/api/sendSeen', {
					// Servers before 2025.3 read only one message.
					messageId: m.messageId,
					messageIds: m.options.otherMessageIds && [m.messageId, ...m.options.otherMessageIds],
					participant: participantOf(m.messageId) ?? undefined,
				}),
			),
		read: (_, m) => acted(m),
	},
	pin: {
		needs: PINS,
		build: (m) =>
			repeatable(inChat(m, post(`${messagePath(m)}/pin`, { duration: pinSeconds(m.duration) }))),
		read: (_, m) => ({
			session: m.session,
			pinnedMessageId: m.messageId,
			chatId: formatChatId(m.chatId),
			duration: pinSeconds(m.duration),
		}),
	},
	react: {
		build: (m) => reaction(m, m.emoji),
		read: (_, m) => ({ ...acted(m), emoji: m.emoji }),
	},
	removeReaction: {
		// An empty text removes a reaction.
		build: (m) => reaction(m, ''),
		read: (_, m) => acted(m),
	},
	deleteForEveryone: {
		build: (m) => repeatable(inChat(m, { method: 'DELETE', path: messagePath(m) })),
		lacks: { deleteForMe: 'WAHA deletes messages for everybody only.' },
		read: (_, m) => acted(m),
	},
	star: {
		needs: NOT_GOWS,
		build: (m) => star(m, true),
		read: (_, m) => ({ ...acted(m), starred: true }),
	},
	unpin: {
		needs: PINS,
		build: (m) => repeatable(inChat(m, post(`${messagePath(m)}/unpin`))),
		read: (_, m) => ({
			session: m.session,
			unpinnedMessageId: m.messageId,
			chatId: formatChatId(m.chatId),
		}),
	},
	unstar: {
		needs: NOT_GOWS,
		build: (m) => star(m, false),
		read: (_, m) => ({ ...acted(m), starred: false }),
	},
} satisfies Partial<DialectOf<'message'>>;
