import type { GatewayName } from '../../nodes/WhatsApp/gateways/catalogue';

/**
 * What the node must be able to do: every operation, and the route by which each gateway does it (null where the
 * gateway has none). The product's acceptance list.
 */
export type Row = Readonly<Record<GatewayName, string | null>>;

export const ROUTES: Readonly<Record<string, Row>> = {
	'session.create': { waha: 'POST /api/sessions', warest: 'GET /api/v1/session/create' },
	'session.delete': {
		waha: 'DELETE /api/sessions/{session}',
		warest: 'DELETE /api/v1/session/delete',
	},
	'session.get': { waha: 'GET /api/sessions/{session}', warest: 'GET /api/v1/session/list' },
	'session.getMany': { waha: 'GET /api/sessions', warest: 'GET /api/v1/session/list' },
	'session.getMe': {
		waha: 'GET /api/sessions/{session}/me',
		warest: 'GET /api/v1/session/devices',
	},
	'session.getPairingCode': {
		waha: 'POST /api/{session}/auth/request-code',
		warest: 'GET /api/v1/session/create/pair-code',
	},
	'session.getQrCode': { waha: 'GET /api/{session}/auth/qr', warest: 'GET /api/v1/session/create' },
	'session.getRestrictions': {
		waha: 'GET /api/sessions/{session}/capping',
		warest: null,
	},
	'session.getScreenshot': { waha: 'GET /api/screenshot', warest: null },
	'session.logout': {
		waha: 'POST /api/sessions/{session}/logout',
		warest: 'GET /api/v1/session/logout',
	},
	'session.restart': {
		waha: 'POST /api/sessions/{session}/restart',
		warest: 'GET /api/v1/session/reconnect',
	},
	'session.start': {
		waha: 'POST /api/sessions/{session}/start',
		warest: 'GET /api/v1/session/create',
	},
	'session.stop': { waha: 'POST /api/sessions/{session}/stop', warest: null },
	'session.update': {
		waha: 'PUT /api/sessions/{session}',
		warest: 'POST /api/v1/session/{sessionId}/config',
	},
	'message.deleteForMe': {
		waha: null,
		warest: 'DELETE /api/v1/messages/{messageId}/action/delete',
	},
	'message.edit': {
		waha: 'PUT /api/{session}/chats/{chatId}/messages/{messageId}',
		warest: 'POST /api/v1/messages/{messageId}/action/edit',
	},
	'message.forward': { waha: 'POST /api/forwardMessage', warest: null },
	'message.get': { waha: 'GET /api/{session}/chats/{chatId}/messages/{messageId}', warest: null },
	'message.getMany': {
		waha: 'GET /api/{session}/chats/{chatId}/messages',
		warest: 'GET /api/v1/chats/{chatId}/messages',
	},
	'message.markAsRead': {
		waha: 'POST /api/sendSeen',
		warest: 'POST /api/v1/messages/{messageId}/action/mark-as-read',
	},
	'message.pin': {
		waha: 'POST /api/{session}/chats/{chatId}/messages/{messageId}/pin',
		warest: 'POST /api/v1/chats/{chatId}/messages/{messageId}/pin',
	},
	'message.react': {
		waha: 'PUT /api/reaction',
		warest: 'POST /api/v1/messages/{messageId}/action/reaction',
	},
	'message.removeReaction': {
		waha: 'PUT /api/reaction',
		warest: 'POST /api/v1/messages/{messageId}/action/unreaction',
	},
	'message.deleteForEveryone': {
		waha: 'DELETE /api/{session}/chats/{chatId}/messages/{messageId}',
		warest: 'POST /api/v1/messages/{messageId}/action/revoke',
	},
	'message.sendAndWait': { waha: 'POST /api/sendText', warest: 'POST /api/v1/messages/send/text' },
	'message.sendAudio': { waha: null, warest: 'POST /api/v1/messages/send/audio' },
	'message.sendButtons': {
		waha: 'POST /api/sendButtons',
		warest: 'POST /api/v1/messages/send/button',
	},
	'message.sendContact': {
		waha: 'POST /api/sendContactVcard',
		warest: 'POST /api/v1/messages/send/contact',
	},
	'message.sendDocument': {
		waha: 'POST /api/sendFile',
		warest: 'POST /api/v1/messages/send/document',
	},
	'message.sendFiles': { waha: null, warest: 'POST /api/v1/messages/send/files' },
	'message.sendGif': { waha: null, warest: 'POST /api/v1/messages/send/gif' },
	'message.sendImage': { waha: 'POST /api/sendImage', warest: 'POST /api/v1/messages/send/media' },
	'message.sendLinkPreview': { waha: 'POST /api/sendLinkPreview', warest: null },
	'message.sendList': { waha: 'POST /api/sendList', warest: 'POST /api/v1/messages/send/list' },
	'message.sendLocation': {
		waha: 'POST /api/sendLocation',
		warest: 'POST /api/v1/messages/send/location',
	},
	'message.sendMedia': { waha: 'POST /api/sendImage', warest: 'POST /api/v1/messages/send/media' },
	'message.votePoll': { waha: 'POST /api/sendPollVote', warest: null },
	'message.sendEvent': { waha: 'POST /api/{session}/events', warest: null },
	'message.chooseButton': { waha: 'POST /api/send/buttons/reply', warest: null },
	'message.sendPoll': { waha: 'POST /api/sendPoll', warest: 'POST /api/v1/messages/send/poll' },
	'message.sendSticker': {
		waha: 'POST /api/sendSticker',
		warest: 'POST /api/v1/messages/send/sticker',
	},
	'message.sendText': { waha: 'POST /api/sendText', warest: 'POST /api/v1/messages/send/text' },
	'message.sendVideo': { waha: 'POST /api/sendVideo', warest: 'POST /api/v1/messages/send/media' },
	'message.sendVoice': { waha: 'POST /api/sendVoice', warest: 'POST /api/v1/messages/send/audio' },
	'message.star': {
		waha: 'PUT /api/star',
		warest: 'POST /api/v1/messages/{messageId}/action/star',
	},
	'message.unpin': {
		waha: 'POST /api/{session}/chats/{chatId}/messages/{messageId}/unpin',
		warest: 'POST /api/v1/chats/{chatId}/messages/{messageId}/pin',
	},
	'message.unstar': {
		waha: 'PUT /api/star',
		warest: 'POST /api/v1/messages/{messageId}/action/unstar',
	},
	'chat.archive': {
		waha: 'POST /api/{session}/chats/{chatId}/archive',
		warest: 'POST /api/v1/messages/action/archive',
	},
	'chat.clear': {
		waha: 'DELETE /api/{session}/chats/{chatId}/messages',
		warest: 'DELETE /api/v1/messages/action/clear-all',
	},
	'chat.delete': { waha: 'DELETE /api/{session}/chats/{chatId}', warest: null },
	'chat.getMany': { waha: 'GET /api/{session}/chats', warest: 'GET /api/v1/chats' },
	'chat.getOverview': { waha: 'GET /api/{session}/chats/overview', warest: null },
	'chat.getPicture': { waha: 'GET /api/{session}/chats/{chatId}/picture', warest: null },
	'chat.markAsRead': { waha: 'POST /api/sendSeen', warest: 'POST /api/v1/chats/{chatId}/read' },
	'chat.markAsUnread': { waha: 'POST /api/{session}/chats/{chatId}/unread', warest: null },
	'chat.mute': { waha: null, warest: 'POST /api/v1/messages/action/mute' },
	'chat.pin': { waha: null, warest: 'POST /api/v1/chats/{chatId}/pin' },
	'chat.unarchive': {
		waha: 'POST /api/{session}/chats/{chatId}/unarchive',
		warest: 'POST /api/v1/messages/action/unarchive',
	},
	'chat.unmute': { waha: null, warest: 'POST /api/v1/messages/action/unmute' },
	'contact.block': { waha: 'POST /api/contacts/block', warest: null },
	'contact.checkExists': {
		waha: 'GET /api/contacts/check-exists',
		warest: 'GET /api/v1/profile/on-whatsapp',
	},
	'contact.get': { waha: 'GET /api/contacts', warest: 'GET /api/v1/profile/list-contacts' },
	'contact.setName': { waha: 'PUT /api/{session}/contacts/{chatId}', warest: null },
	'contact.getAbout': { waha: 'GET /api/contacts/about', warest: null },
	'contact.getBusinessProfile': { waha: null, warest: 'GET /api/v1/profile/business-profile' },
	'contact.getMany': { waha: 'GET /api/contacts/all', warest: 'GET /api/v1/profile/list-contacts' },
	'contact.getPicture': { waha: 'GET /api/contacts/profile-picture', warest: null },
	'contact.unblock': { waha: 'POST /api/contacts/unblock', warest: null },
	'group.addParticipants': {
		waha: 'POST /api/{session}/groups/{id}/participants/add',
		warest: 'POST /api/v1/group/participants/add',
	},
	'group.approveJoinRequests': {
		waha: 'POST /api/{session}/groups/{id}/participants/join-requests/approve',
		warest: 'POST /api/v1/group/participants/request/approve',
	},
	'group.create': { waha: 'POST /api/{session}/groups', warest: 'POST /api/v1/group/create' },
	'group.delete': {
		waha: 'DELETE /api/{session}/groups/{id}',
		warest: 'DELETE /api/v1/group/delete',
	},
	'group.deletePicture': {
		waha: 'DELETE /api/{session}/groups/{id}/picture',
		warest: 'DELETE /api/v1/group/picture',
	},
	'group.demoteParticipants': {
		waha: 'POST /api/{session}/groups/{id}/admin/demote',
		warest: 'POST /api/v1/group/participants/demote',
	},
	'group.get': { waha: 'GET /api/{session}/groups/{id}', warest: 'GET /api/v1/group/info' },
	'group.getWhoCanEdit': {
		waha: 'GET /api/{session}/groups/{id}/settings/security/info-admin-only',
		warest: 'GET /api/v1/group/info',
	},
	'group.getInviteLink': {
		waha: 'GET /api/{session}/groups/{id}/invite-code',
		warest: 'GET /api/v1/group/invite',
	},
	'group.getInviteInfo': {
		waha: 'GET /api/{session}/groups/join-info',
		warest: 'GET /api/v1/group/join-via-link',
	},
	'group.count': { waha: 'GET /api/{session}/groups/count', warest: null },
	'group.getJoinApproval': {
		waha: 'GET /api/{session}/groups/{id}/settings/security/membership-approval',
		warest: null,
	},
	'group.setJoinApproval': {
		waha: 'PUT /api/{session}/groups/{id}/settings/security/membership-approval',
		warest: null,
	},
	'group.getWhoCanAdd': {
		waha: 'GET /api/{session}/groups/{id}/settings/security/member-add-mode',
		warest: null,
	},
	'group.setWhoCanAdd': {
		waha: 'PUT /api/{session}/groups/{id}/settings/security/member-add-mode',
		warest: null,
	},
	'group.getWhoCanShareHistory': {
		waha: 'GET /api/{session}/groups/{id}/settings/security/member-share-history-mode',
		warest: null,
	},
	'group.setWhoCanShareHistory': {
		waha: 'PUT /api/{session}/groups/{id}/settings/security/member-share-history-mode',
		warest: null,
	},
	'group.getJoinRequests': {
		waha: 'GET /api/{session}/groups/{id}/participants/join-requests',
		warest: 'GET /api/v1/group/participants/requests',
	},
	'group.getMany': { waha: 'GET /api/{session}/groups', warest: 'GET /api/v1/groups' },
	'group.getWhoCanSend': {
		waha: 'GET /api/{session}/groups/{id}/settings/security/messages-admin-only',
		warest: 'GET /api/v1/group/info',
	},
	'group.getParticipants': {
		waha: 'GET /api/{session}/groups/{id}/participants/v2',
		warest: 'GET /api/v1/group/participants',
	},
	'group.getPicture': {
		waha: 'GET /api/{session}/groups/{id}/picture',
		warest: 'GET /api/v1/group/picture',
	},
	'group.join': {
		waha: 'POST /api/{session}/groups/join',
		warest: 'POST /api/v1/group/join-via-link',
	},
	'group.leave': {
		waha: 'POST /api/{session}/groups/{id}/leave',
		warest: 'POST /api/v1/group/leave',
	},
	'group.promoteParticipants': {
		waha: 'POST /api/{session}/groups/{id}/admin/promote',
		warest: 'POST /api/v1/group/participants/promote',
	},
	'group.refresh': { waha: 'POST /api/{session}/groups/refresh', warest: null },
	'group.rejectJoinRequests': {
		waha: 'POST /api/{session}/groups/{id}/participants/join-requests/reject',
		warest: 'POST /api/v1/group/participants/request/reject',
	},
	'group.removeParticipants': {
		waha: 'POST /api/{session}/groups/{id}/participants/remove',
		warest: 'DELETE /api/v1/group/participants/remove',
	},
	'group.resetInviteLink': {
		waha: 'POST /api/{session}/groups/{id}/invite-code/revoke',
		warest: 'POST /api/v1/group/invite/revoke',
	},
	'group.setDescription': {
		waha: 'PUT /api/{session}/groups/{id}/description',
		warest: 'POST /api/v1/group/description',
	},
	'group.setWhoCanEdit': {
		waha: 'PUT /api/{session}/groups/{id}/settings/security/info-admin-only',
		warest: 'POST /api/v1/group/locked',
	},
	'group.setWhoCanSend': {
		waha: 'PUT /api/{session}/groups/{id}/settings/security/messages-admin-only',
		warest: 'POST /api/v1/group/announcement',
	},
	'group.setPicture': {
		waha: 'PUT /api/{session}/groups/{id}/picture',
		warest: 'POST /api/v1/group/picture',
	},
	'group.setSubject': {
		waha: 'PUT /api/{session}/groups/{id}/subject',
		warest: 'POST /api/v1/group/name',
	},
	'profile.deletePicture': {
		waha: 'DELETE /api/{session}/profile/picture',
		warest: 'DELETE /api/v1/profile/picture',
	},
	'profile.get': { waha: 'GET /api/{session}/profile', warest: 'GET /api/v1/profile/info' },
	'profile.getPicture': { waha: null, warest: 'GET /api/v1/profile/picture' },
	'profile.getPrivacySettings': { waha: null, warest: 'GET /api/v1/profile/privacy' },
	'profile.setName': { waha: 'PUT /api/{session}/profile/name', warest: null },
	'profile.setPicture': {
		waha: 'PUT /api/{session}/profile/picture',
		warest: 'POST /api/v1/profile/picture',
	},
	'profile.setAbout': { waha: 'PUT /api/{session}/profile/status', warest: null },
	'channel.create': { waha: 'POST /api/{session}/channels', warest: null },
	'channel.delete': { waha: 'DELETE /api/{session}/channels/{id}', warest: null },
	'channel.follow': { waha: 'POST /api/{session}/channels/{id}/follow', warest: null },
	'channel.get': { waha: 'GET /api/{session}/channels/{id}', warest: null },
	'channel.getMany': { waha: 'GET /api/{session}/channels', warest: null },
	'channel.getMessages': {
		waha: 'GET /api/{session}/channels/{id}/messages/preview',
		warest: null,
	},
	'channel.getSearchCategories': {
		waha: 'GET /api/{session}/channels/search/categories',
		warest: null,
	},
	'channel.getSearchCountries': {
		waha: 'GET /api/{session}/channels/search/countries',
		warest: null,
	},
	'channel.getSearchViews': { waha: 'GET /api/{session}/channels/search/views', warest: null },
	'channel.mute': { waha: 'POST /api/{session}/channels/{id}/mute', warest: null },
	'channel.searchByText': { waha: 'POST /api/{session}/channels/search/by-text', warest: null },
	'channel.searchByView': { waha: 'POST /api/{session}/channels/search/by-view', warest: null },
	'channel.unfollow': { waha: 'POST /api/{session}/channels/{id}/unfollow', warest: null },
	'channel.unmute': { waha: 'POST /api/{session}/channels/{id}/unmute', warest: null },
	'status.delete': { waha: 'POST /api/{session}/status/delete', warest: null },
	'status.sendImage': { waha: 'POST /api/{session}/status/image', warest: null },
	'status.sendText': { waha: 'POST /api/{session}/status/text', warest: null },
	'status.sendVideo': { waha: 'POST /api/{session}/status/video', warest: null },
	'status.sendVoice': { waha: 'POST /api/{session}/status/voice', warest: null },
	'label.create': { waha: 'POST /api/{session}/labels', warest: null },
	'label.delete': { waha: 'DELETE /api/{session}/labels/{labelId}', warest: null },
	'label.getChats': { waha: 'GET /api/{session}/labels/{labelId}/chats', warest: null },
	'label.getForChat': { waha: 'GET /api/{session}/labels/chats/{chatId}', warest: null },
	'label.getMany': { waha: 'GET /api/{session}/labels', warest: null },
	'label.setForChat': { waha: 'PUT /api/{session}/labels/chats/{chatId}', warest: null },
	'label.update': { waha: 'PUT /api/{session}/labels/{labelId}', warest: null },
	'presence.get': { waha: 'GET /api/{session}/presence/{chatId}', warest: null },
	'presence.getMany': { waha: 'GET /api/{session}/presence', warest: null },
	'presence.set': { waha: 'POST /api/{session}/presence', warest: null },
	'presence.startTyping': { waha: 'POST /api/startTyping', warest: null },
	'presence.stopTyping': { waha: 'POST /api/stopTyping', warest: null },
	'presence.subscribe': { waha: 'POST /api/{session}/presence/{chatId}/subscribe', warest: null },
	'server.checkSetup': {
		waha: 'GET /api/server/version',
		warest: 'GET /api/v1/server/info',
	},
	'server.getCpuHistory': { waha: null, warest: 'GET /api/v1/server/cpu-history' },
	'server.getEnvironment': { waha: 'GET /api/server/environment', warest: null },
	'server.getHealth': { waha: 'GET /health', warest: 'GET /api/v1/server/healthz' },
	'server.getHeapSnapshot': { waha: 'GET /api/server/debug/heapsnapshot', warest: null },
	'server.getReadiness': { waha: null, warest: 'GET /api/v1/server/ready' },
	'server.getUptime': { waha: 'GET /api/server/status', warest: null },
	'server.getVersion': { waha: 'GET /api/server/version', warest: 'GET /api/v1/server/info' },
	'server.ping': { waha: 'GET /ping', warest: 'GET /api/v1/server/ping' },
	'server.restart': { waha: null, warest: 'POST /api/v1/server/restart' },
	'server.scheduleRestart': { waha: null, warest: 'POST /api/v1/server/restart/scheduled' },
	'server.stop': { waha: 'POST /api/server/stop', warest: null },
	'utility.convertBase64': { waha: null, warest: 'POST /api/v1/misc/base64' },
	'utility.convertToVoice': {
		waha: 'POST /api/{session}/media/convert/voice',
		warest: null,
	},
	'utility.convertToVideo': {
		waha: 'POST /api/{session}/media/convert/video',
		warest: null,
	},
	'utility.createQrCode': { waha: null, warest: 'POST /api/v1/misc/convert-string-toqr/{target}' },
	'utility.createThumbnail': { waha: null, warest: 'POST /api/v1/misc/media/thumbnail' },
	'utility.decryptMedia': { waha: null, warest: 'POST /api/v1/misc/whatsapp/file-decrypt' },
	'utility.decryptPollVote': { waha: null, warest: 'POST /api/v1/misc/whatsapp/poll-update-vote' },
	'utility.generateId': { waha: null, warest: 'POST /api/v1/misc/uuid/generate' },
	'utility.hash': { waha: null, warest: 'POST /api/v1/misc/crypto/hash' },
	'utility.processImage': { waha: null, warest: 'POST /api/v1/misc/media/image' },
	'contact.rejectCall': { waha: 'POST /api/{session}/calls/reject', warest: null },
	'contact.countHiddenIds': { waha: 'GET /api/{session}/lids/count', warest: null },
	'contact.getHiddenIds': { waha: 'GET /api/{session}/lids', warest: null },
	'contact.resolveId': {
		waha: 'GET /api/{session}/lids/pn/{phoneNumber}',
		warest: 'POST /api/v1/misc/whatsapp/resolve/jid-or-lid',
	},
	'utility.sign': { waha: null, warest: 'POST /api/v1/misc/crypto/hmac' },
	'utility.validateId': { waha: null, warest: 'POST /api/v1/misc/uuid/validate' },
	'utility.validateJid': { waha: null, warest: 'POST /api/v1/misc/whatsapp/validate/jid' },
	'utility.validatePhone': { waha: null, warest: 'POST /api/v1/misc/whatsapp/validate/phone' },
};
