import { evolution as route } from '../route';
import { bool, filled, int, list, num, obj, oneOfValues, str } from '../schema';
import { key, page, source, timestamps, toNumber } from './common';

const lastMessage = obj({ key: key.required, messageTimestamp: num });
const presence = oneOfValues('unavailable', 'available', 'composing', 'recording', 'paused');

export const chatRoutes = [
	route('POST', '/chat/findChats/{instance}', {
		body: { where: obj({ remoteJid: str, messageTimestamp: timestamps }), take: int, skip: int },
	}),
	route('GET', '/chat/findChatByRemoteJid/{instance}', {
		since: '2.3.0',
		query: { remoteJid: filled.required },
	}),
	route('POST', '/chat/findContacts/{instance}', {
		body: { where: obj({ remoteJid: str, pushName: str, id: str }), ...page },
	}),
	route('POST', '/chat/findChannels/{instance}', {
		since: '2.4.0',
		body: { page: int, limit: int },
	}),
	route('POST', '/chat/whatsappNumbers/{instance}', { body: { numbers: list(str, 1).required } }),
	route('POST', '/chat/archiveChat/{instance}', {
		success: 201,
		body: { archive: bool.required, lastMessage, chat: str },
	}),
	route('POST', '/chat/markChatUnread/{instance}', {
		success: 201,
		body: { lastMessage: lastMessage.required, chat: str },
	}),
	route('POST', '/chat/updateBlockStatus/{instance}', {
		success: 201,
		body: { ...toNumber, status: oneOfValues('block', 'unblock').required },
	}),
	// Typing ends by itself after `delay`, and the answer comes only then.
	route('POST', '/chat/sendPresence/{instance}', {
		success: 201,
		body: { ...toNumber, presence: presence.required, delay: num.required },
	}),
	route('POST', '/instance/setPresence/{instance}', {
		success: 201,
		body: { presence: presence.required },
	}),
	route('POST', '/chat/fetchProfilePictureUrl/{instance}', { body: toNumber }),
	route('POST', '/chat/fetchProfile/{instance}', { body: { number: filled } }),
	route('POST', '/chat/fetchBusinessProfile/{instance}', { body: toNumber }),
	route('GET', '/chat/fetchPrivacySettings/{instance}'),
	route('POST', '/chat/updateProfileName/{instance}', { body: { name: filled.required } }),
	route('POST', '/chat/updateProfileStatus/{instance}', { body: { status: str.required } }),
	route('POST', '/chat/updateProfilePicture/{instance}', { body: { picture: source.required } }),
	route('DELETE', '/chat/removeProfilePicture/{instance}'),
	route('GET', '/label/findLabels/{instance}'),
	route('POST', '/label/handleLabel/{instance}', {
		body: {
			...toNumber,
			labelId: filled.required,
			action: oneOfValues('add', 'remove').required,
		},
	}),
];
