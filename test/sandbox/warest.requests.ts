import { createHmac, createCipheriv, hkdfSync } from 'node:crypto';
import { CLUB_INVITE, type World } from '../../sandbox/world';

/** A request below /api/v1 with exactly the fields that the contract requires. */
export interface WarestRequest {
	query?: Record<string, string>;
	body?: Record<string, unknown>;
	params?: Record<string, string>;
	status?: number;
}

export const TEAM = '120363000000000001@g.us';
export const PNG = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
	'base64',
);
export const PNG_URI = `data:image/png;base64,${PNG.toString('base64')}`;
export const MP4 = Buffer.from('000000186674797069736f6d', 'hex');
export const MP4_URI = `data:video/mp4;base64,${MP4.toString('base64')}`;
export const OGG = Buffer.from('OggS and some sound');
export const OGG_URI = `data:audio/ogg;base64,${OGG.toString('base64')}`;

const main = { sessionId: 'default' };
const to = { ...main, to: '491701112222' };
const team = { ...main, groupId: TEAM };
const members = { ...team, participants: ['447700900123'] };
const onMessage = { params: { messageId: '3EB0' }, body: to };
const chat = { params: { chatId: '491701112222' } };
const text = 'data:text/plain;base64,aGk=';
const vote = { vote: { encPayload: 'AA==', encIv: 'AA==' }, pollMessageKey: { id: '3EB0' } };

/** Groups and sessions that may be spoilt; `addVictims` creates them. */
const group = (number: number): string => `12036300000000010${number}@g.us`;
export function addVictims(world: World): void {
	const { groups, myId } = world.session('default');
	for (const number of [1, 2]) groups.create(myId, `Victim ${number}`, [], group(number));
	for (const name of ['log', 'del', 'rec'])
		world.addSession(name).scanQr({ phone: '4917000', lid: '1', name });
}

/** A file as WhatsApp encrypts it, made without the sandbox. */
export function encrypted(plain: Buffer, mediaKey: Buffer, info: string): Buffer {
	const keys = Buffer.from(hkdfSync('sha256', mediaKey, Buffer.alloc(32), info, 112));
	const iv = keys.subarray(0, 16);
	const cipher = createCipheriv('aes-256-cbc', keys.subarray(16, 48), iv);
	const content = Buffer.concat([cipher.update(plain), cipher.final()]);
	const mac = createHmac('sha256', keys.subarray(48, 80)).update(iv).update(content).digest();
	return Buffer.concat([content, mac.subarray(0, 10)]);
}

const MEDIA_KEY = Buffer.alloc(32, 7);
const encryptedFile = encrypted(Buffer.from('file'), MEDIA_KEY, 'WhatsApp Document Keys');

/** The smallest valid request of every route, by method and path. */
export const SMALLEST: Record<string, WarestRequest> = {
	'GET /session/create': { query: main },
	'GET /session/create/pair-code': { query: { ...main, phone: '491700000001' } },
	'GET /session/logout': { query: { sessionId: 'log' } },
	'GET /session/reconnect': { query: { sessionId: 'rec' }, status: 202 },
	'GET /session/devices': { query: main },
	'GET /session/list': {},
	'DELETE /session/delete': { query: { sessionId: 'del' } },
	'POST /session/{sessionId}/config': { params: main, body: {} },
	'POST /messages/send/text': { body: { ...to, message: 'hi' } },
	'POST /messages/send/files': { body: { ...to, files: [text] } },
	'POST /messages/send/media': { body: { ...to, media: PNG_URI } },
	'POST /messages/send/document': { body: { ...to, document: text } },
	'POST /messages/send/audio': { body: { ...to, audio: OGG_URI } },
	'POST /messages/send/gif': { body: { ...to, gif: MP4_URI } },
	'POST /messages/send/sticker': { body: { ...to, sticker: PNG_URI } },
	'POST /messages/send/button': { body: { ...to, buttons: ['Yes'] } },
	'POST /messages/send/list': { body: { ...to, sections: [{ rows: ['A'] }] } },
	'POST /messages/send/location': { body: { ...to, location: { lat: 1, lng: 2 } } },
	'POST /messages/send/poll': { body: { ...to, question: '?', options: ['a'] } },
	'POST /messages/send/contact': { body: to },
	'DELETE /messages/{messageId}/action/delete': onMessage,
	'POST /messages/{messageId}/action/edit': { ...onMessage, body: { ...to, message: 'x' } },
	'POST /messages/{messageId}/action/mark-as-read': onMessage,
	'POST /messages/{messageId}/action/reaction': { ...onMessage, body: { ...to, emoji: '👍' } },
	'POST /messages/{messageId}/action/unreaction': onMessage,
	'POST /messages/{messageId}/action/revoke': onMessage,
	'POST /messages/{messageId}/action/star': onMessage,
	'POST /messages/{messageId}/action/unstar': onMessage,
	'POST /messages/action/archive': { body: to },
	'POST /messages/action/unarchive': { body: to },
	'POST /messages/action/mute': { body: to },
	'POST /messages/action/unmute': { body: to },
	'DELETE /messages/action/clear-all': { body: { ...main, to: '1' } },
	'GET /chats': { query: main },
	'GET /chats/{chatId}/messages': { ...chat, query: main },
	'POST /chats/{chatId}/pin': { ...chat, body: { ...main, pin: true } },
	'POST /chats/{chatId}/messages/{messageId}/pin': {
		params: { chatId: '491701112222', messageId: '3EB0' },
		body: { ...main, pin: true },
	},
	'POST /chats/{chatId}/read': { ...chat, body: main },
	'GET /groups': { query: main },
	'GET /group/info': { query: team },
	'GET /group/invite': { query: team },
	'POST /group/invite/revoke': { body: team },
	'POST /group/join-via-link': { body: { ...main, inviteLink: CLUB_INVITE } },
	'GET /group/join-via-link': { query: { ...main, inviteLink: CLUB_INVITE } },
	'POST /group/create': { body: { ...main, groupName: 'New' } },
	'POST /group/leave': { body: { ...main, groupId: group(1) } },
	'DELETE /group/delete': { body: { ...main, groupId: group(2) } },
	'POST /group/name': { body: { ...team, groupName: 'New name' } },
	'POST /group/description': { body: team },
	'POST /group/announcement': { body: team },
	'POST /group/locked': { body: team },
	'GET /group/participants': { query: team },
	'POST /group/participants/add': { body: { ...team, participants: ['5511987654321'] } },
	'DELETE /group/participants/remove': { body: { ...team, participants: ['4930111111111'] } },
	'POST /group/participants/promote': { body: members },
	'POST /group/participants/demote': { body: members },
	// Nobody waits any more after the row that adds people.
	'POST /group/participants/request/approve': { body: members, status: 207 },
	'POST /group/participants/request/reject': { body: members, status: 207 },
	'GET /group/participants/requests': { query: team },
	'GET /group/picture': { query: team },
	'POST /group/picture': { body: { ...team, picture: PNG_URI } },
	'DELETE /group/picture': { body: team },
	'GET /profile/info': { query: main },
	'GET /profile/picture': { query: main },
	'POST /profile/picture': { body: { ...main, picture: PNG_URI } },
	'DELETE /profile/picture': { body: main },
	'GET /profile/privacy': { query: main },
	'GET /profile/list-contacts': { query: main },
	'GET /profile/on-whatsapp': { query: { ...main, checkNumbers: '491701112222' } },
	'GET /profile/business-profile': { query: { ...main, checkNumbers: '5511987654321' } },
	'GET /server/ping': {},
	'GET /server/info': {},
	'GET /server/healthz': {},
	'GET /server/ready': {},
	'GET /server/cpu-history': {},
	'POST /server/restart': { status: 202 },
	'POST /server/restart/scheduled': { body: { schedule: '03:00' }, status: 202 },
	'POST /misc/convert-string-toqr/{target}': { params: { target: 'svg' }, body: { string: 'x' } },
	'POST /misc/base64': { body: { input: text } },
	'POST /misc/crypto/hash': { body: { input: text } },
	'POST /misc/crypto/hmac': { body: { input: text, key: 'k' } },
	'POST /misc/media/thumbnail': { body: { file: PNG_URI, type: 'image' } },
	'POST /misc/media/image': { body: { file: PNG_URI } },
	'POST /misc/uuid/generate': {},
	'POST /misc/uuid/validate': { body: { value: 'x' } },
	'POST /misc/whatsapp/file-decrypt': {
		body: { mediaKey: MEDIA_KEY.toString('base64'), file: encryptedFile.toString('base64') },
	},
	'POST /misc/whatsapp/poll-update-vote': {
		body: { ...main, pollUpdateVote: vote, pollEncKey: 'AA==' },
	},
	'POST /misc/whatsapp/validate/phone': { body: { phone: '491701112222' } },
	'POST /misc/whatsapp/validate/jid': { body: { jid: TEAM } },
	'POST /misc/whatsapp/resolve/jid-or-lid': { body: { input: '491701112222' } },
};
