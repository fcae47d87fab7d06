import { CLUB_INVITE, type World } from '../../sandbox/world';
import { ANNA } from './harness';

/** The smallest request that a route of Evolution API accepts. */
export interface EvolutionRequest {
	query?: Record<string, string>;
	body?: Record<string, unknown>;
	/** The instance that it acts on, if `default` would not survive the request. */
	instance?: string;
}

const TEAM = '120363000000000001@g.us';
/** A group for requests that would spoil it for other tests. */
const VICTIM = '120363000000000099@g.us';
const to = { number: '491701112222' };
const key = (id: string) => ({ id, remoteJid: ANNA, fromMe: true });
const lastMessage = { key: key('MINE') };
const inTeam = { groupJid: TEAM };
const base64 = Buffer.from('file').toString('base64');
const off = {
	rejectCall: false,
	groupsIgnore: false,
	alwaysOnline: false,
	readMessages: false,
	readStatus: false,
	syncFullHistory: false,
};
const option = { title: 'A', rowId: 'a' };
const proxy = { enabled: true, host: 'proxy.test', port: '80', protocol: 'http' };

/** Adds messages that the requests name, and an instance and a group for the requests that delete them. */
export function addVictims(world: World): void {
	const session = world.session('default');
	session.send({ chatId: ANNA, id: 'MINE', text: 'to be changed' });
	session.send({ chatId: ANNA, id: 'GONE', text: 'to be taken back' });
	const poll = { question: 'Tea?', options: ['yes', 'no'], selectable: 1 };
	session.send({ chatId: ANNA, id: 'POLL', text: '', content: { type: 'poll', poll } });
	const data = Buffer.from('a picture');
	const media = { mimeType: 'image/png', fileName: null, caption: null, data };
	session.receive({ chatId: ANNA, id: 'FILE', text: '', media });
	session.groups.create(session.myId, 'To be left', [ANNA], VICTIM);
	for (const name of ['victim', 'other victim', 'picture', 'no picture']) {
		world.addSession(name).scanQr({ phone: '491700000008', lid: '8', name });
	}
}

export const SMALLEST: Readonly<Record<string, EvolutionRequest>> = {
	'GET /': {},
	'POST /verify-creds': {},
	'POST /instance/create': { body: { instanceName: 'new', integration: 'WHATSAPP-BAILEYS' } },
	'GET /instance/fetchInstances': {},
	'GET /instance/connect/{instance}': {},
	'GET /instance/connectionState/{instance}': {},
	'POST /instance/restart/{instance}': { instance: 'victim' },
	'DELETE /instance/logout/{instance}': { instance: 'victim' },
	'DELETE /instance/delete/{instance}': { instance: 'other victim' },
	'GET /settings/find/{instance}': {},
	'POST /settings/set/{instance}': { body: off },
	'GET /webhook/find/{instance}': {},
	'POST /webhook/set/{instance}': {
		body: { webhook: { enabled: true, url: 'https://hooks.test', events: [] } },
	},
	'GET /proxy/find/{instance}': {},
	'POST /proxy/set/{instance}': { body: proxy },
	'POST /message/sendText/{instance}': { body: { ...to, text: 'x' } },
	'POST /message/sendMedia/{instance}': { body: { ...to, mediatype: 'image', media: base64 } },
	'POST /message/sendWhatsAppAudio/{instance}': { body: { ...to, audio: base64 } },
	'POST /message/sendPtv/{instance}': { body: { ...to, video: base64 } },
	'POST /message/sendSticker/{instance}': { body: { ...to, sticker: base64 } },
	'POST /message/sendLocation/{instance}': {
		body: { ...to, latitude: 1, longitude: 2, name: '', address: '' },
	},
	'POST /message/sendContact/{instance}': {
		body: { ...to, contact: [{ fullName: 'Ben', phoneNumber: '+447700900123' }] },
	},
	'POST /message/sendPoll/{instance}': {
		body: { ...to, name: 'Tea?', selectableCount: 1, values: ['yes', 'no'] },
	},
	'POST /message/sendButtons/{instance}': { body: { ...to, buttons: [{ type: 'reply' }] } },
	'POST /message/sendList/{instance}': {
		body: {
			...to,
			title: 'T',
			footerText: '',
			buttonText: 'B',
			sections: [{ title: 'S', rows: [option] }],
		},
	},
	'POST /message/sendReaction/{instance}': { body: { key: key('MINE'), reaction: '👍' } },
	'POST /message/sendStatus/{instance}': {
		body: { type: 'image', content: 'https://files.test/a.jpg', allContacts: true },
	},
	'POST /chat/updateMessage/{instance}': { body: { ...to, text: 'new', key: key('MINE') } },
	'DELETE /chat/deleteMessageForEveryone/{instance}': { body: key('GONE') },
	'POST /chat/findMessages/{instance}': { body: {} },
	'POST /chat/markMessageAsRead/{instance}': { body: { readMessages: [key('MINE')] } },
	'POST /chat/getBase64FromMediaMessage/{instance}': { body: { message: { key: { id: 'FILE' } } } },
	'POST /chat/getPollVote/{instance}': {
		body: { message: { key: { id: 'POLL' } }, remoteJid: ANNA },
	},
	'GET /baileys/generateMessageID/{instance}': {},
	'POST /chat/findChats/{instance}': { body: {} },
	'GET /chat/findChatByRemoteJid/{instance}': { query: { remoteJid: ANNA } },
	'POST /chat/findContacts/{instance}': { body: {} },
	'POST /chat/findChannels/{instance}': { body: {} },
	'POST /chat/whatsappNumbers/{instance}': { body: { numbers: ['491701112222'] } },
	'POST /chat/archiveChat/{instance}': { body: { archive: true, lastMessage } },
	'POST /chat/markChatUnread/{instance}': { body: { lastMessage } },
	'POST /chat/updateBlockStatus/{instance}': { body: { ...to, status: 'block' } },
	'POST /chat/sendPresence/{instance}': { body: { ...to, presence: 'paused', delay: 0 } },
	'POST /instance/setPresence/{instance}': { body: { presence: 'available' } },
	'POST /chat/fetchProfilePictureUrl/{instance}': { body: to },
	'POST /chat/fetchProfile/{instance}': { body: {} },
	'POST /chat/fetchBusinessProfile/{instance}': { body: to },
	'GET /chat/fetchPrivacySettings/{instance}': {},
	'POST /chat/updateProfileName/{instance}': { body: { name: 'N' } },
	'POST /chat/updateProfileStatus/{instance}': { body: { status: 'S' } },
	'POST /chat/updateProfilePicture/{instance}': {
		body: { picture: base64 },
		instance: 'picture',
	},
	'DELETE /chat/removeProfilePicture/{instance}': { instance: 'no picture' },
	'GET /label/findLabels/{instance}': {},
	'POST /label/handleLabel/{instance}': { body: { ...to, labelId: '1', action: 'add' } },
	'POST /group/create/{instance}': { body: { subject: 'New', participants: ['491701112222'] } },
	'GET /group/findGroupInfos/{instance}': { query: inTeam },
	'GET /group/fetchAllGroups/{instance}': { query: { getParticipants: 'false' } },
	'GET /group/participants/{instance}': { query: inTeam },
	'GET /group/inviteCode/{instance}': { query: inTeam },
	'POST /group/revokeInviteCode/{instance}': { query: inTeam },
	'GET /group/inviteInfo/{instance}': { query: { inviteCode: CLUB_INVITE } },
	'GET /group/acceptInviteCode/{instance}': { query: { inviteCode: CLUB_INVITE } },
	'POST /group/updateGroupSubject/{instance}': { query: inTeam, body: { subject: 'S' } },
	'POST /group/updateGroupDescription/{instance}': { query: inTeam, body: { description: 'D' } },
	'POST /group/updateGroupPicture/{instance}': { query: inTeam, body: { image: base64 } },
	'POST /group/updateSetting/{instance}': { query: inTeam, body: { action: 'unlocked' } },
	'POST /group/updateParticipant/{instance}': {
		query: inTeam,
		body: { action: 'add', participants: ['4915200009999'] },
	},
	'DELETE /group/leaveGroup/{instance}': { query: { groupJid: VICTIM } },
};
