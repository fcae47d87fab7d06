import type { PresenceValue } from '../../portable/shapes';
import { formatChatId } from '../../portable/ids';
import type { GatewayRequest } from '../../transport/request';
import { missing, type DialectOf } from '../gateway';
import { numberOf } from './ids';
import { inChat, post, repeatable, type ToChat } from './requests';

/**
 * How long typing is shown, in milliseconds: the server ends it after the given time, and answers only then (2.3.7,
 * observed).
 */
const SHOWN_MS = 5_000;

const BY_EVENT =
	'Use the event Presence of the WhatsApp Gateway Trigger. The server watches a chat from when something is shown or sent there with typing before it.';

/** WhatsApp's own names. */
export type Shown = 'unavailable' | 'available' | 'composing' | 'recording' | 'paused';

export const showing = (m: ToChat, presence: Shown, delay: number): GatewayRequest =>
	repeatable(
		inChat(
			m,
			post('chat/sendPresence', m.session, { number: numberOf(m.chatId), presence, delay }),
		),
	);

const WORDS: Readonly<Record<PresenceValue, Shown>> = {
	online: 'available',
	offline: 'unavailable',
	typing: 'composing',
	recording: 'recording',
	paused: 'paused',
};

const acted = (m: ToChat): { session: string; chatId: string } => ({
	session: m.session,
	chatId: formatChatId(m.chatId),
});

export const evolutionPresence: DialectOf<'presence'> = {
	get: missing(BY_EVENT),
	getMany: missing(BY_EVENT),
	set: {
		build: ({ session, shown }) => {
			const presence = WORDS[shown.value];
			if (shown.chatId === null)
				return repeatable(post('instance/setPresence', session, { presence }));
			return showing(
				{ session, chatId: shown.chatId },
				presence,
				shown.value === 'paused' ? 0 : SHOWN_MS,
			);
		},
		read: (_, { session, shown }) => ({
			session,
			presence: shown.value,
			chatId: shown.chatId === null ? null : formatChatId(shown.chatId),
		}),
	},
	startTyping: {
		build: (m) => showing(m, 'composing', SHOWN_MS),
		read: (_, m) => acted(m),
		hint: () => 'Evolution API showed typing for five seconds, and then ended it by itself.',
	},
	stopTyping: {
		build: (m) => showing(m, 'paused', 0),
		read: (_, m) => acted(m),
	},
	subscribe: missing(BY_EVENT),
};
