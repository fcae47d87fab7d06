import type { Manners, Recipient } from '../../../nodes/WhatsApp/gateways/manners';
import { path } from '../../../nodes/WhatsApp/gateways/shared/path';
import { formatChatId } from '../../../nodes/WhatsApp/portable/ids';
import type { GatewayRequest } from '../../../nodes/WhatsApp/transport/request';

const showing = ({ chatId, session }: Recipient, what: string): GatewayRequest => ({
	method: 'PUT',
	path: path`/v2/lines/${session}/shown`,
	body: { to: formatChatId(chatId), what },
	effect: 'repeatable',
	lane: { session, chat: formatChatId(chatId) },
});

export const ternManners: Manners = {
	markAsRead: (to) => showing(to, 'read'),
	typing: {
		start: (to, activity) => showing(to, activity),
		stop: (to) => showing(to, 'nothing'),
	},
};
