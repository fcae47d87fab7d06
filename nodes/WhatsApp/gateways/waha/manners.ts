import type { Manners, Recipient } from '../manners';
import { path } from '../shared/path';
import { formatChatId } from '../../portable/ids';
import { markAsRead } from './chat';
import { inChat, post, repeatable } from './requests';

const named = ({ session, chatId }: Recipient): { session: string; chatId: string } => ({
	session,
	chatId: formatChatId(chatId),
});

/** As its documentation recommends: seen, start typing, wait, stop typing, then the message. */
export const wahaManners: Manners = {
	markAsRead: (to) => markAsRead({ ...to, options: {} }),
	typing: {
		start: (to, activity) =>
			repeatable(
				inChat(
					to,
					activity === 'typing'
						? post('/api/startTyping', named(to))
						: post(path`/api/${to.session}/presence`, {
								presence: activity,
								chatId: formatChatId(to.chatId),
							}),
				),
			),
		stop: (to) => repeatable(inChat(to, post('/api/stopTyping', named(to)))),
	},
};
