import type { GatewayName } from '../../nodes/WhatsApp/gateways/catalogue';

/**
 * The acceptance list of the package: every operation, and the route that each gateway uses for it (null if the gateway
 * has none).
 */
export type Row = Readonly<Record<GatewayName, string | null>>;

export const ROUTES: Readonly<Record<string, Row>> = {
	'session.create': {
		waha: 'POST /api/sessions',
		warest: 'GET /api/v1/session/create',
		evolution: 'POST /instance/create',
	},
	'session.delete': {
		waha: 'DELETE /api/sessions/{session}',
		warest: 'DELETE /api/v1/session/delete',
		evolution: 'DELETE /instance/delete/{instance}',
	},
	'session.get': {
		waha: 'GET /api/sessions/{session}',
		warest: 'GET /api/v1/session/list',
		evolution: 'GET /instance/fetchInstances',
	},
	'session.getMany': {
		waha: 'GET /api/sessions',
		warest: 'GET /api/v1/session/list',
		evolution: 'GET /instance/fetchInstances',
	},
	'session.getMe': {
		waha: 'GET /api/sessions/{session}/me',
		warest: 'GET /api/v1/session/devices',
		evolution: 'GET /instance/fetchInstances',
	},
	'session.getPairingCode': {
		waha: 'POST /api/{session}/auth/request-code',
		warest: 'GET /api/v1/session/create/pair-code',
		evolution: 'GET /instance/connect/{instance}',
	},
	'session.getQrCode': {
		waha: 'GET /api/{session}/auth/qr',
		warest: 'GET /api/v1/session/create',
		evolution: 'GET /instance/connect/{instance}',
	},
	'session.getRestrictions': {
		waha: 'GET /api/sessions/{session}/capping',
		warest: null,
		evolution: null,
	},
	'session.getScreenshot': { waha: 'GET /api/screenshot', warest: null, evolution: null },
	'session.logout': {
		waha: 'POST /api/sessions/{session}/logout',
		warest: 'GET /api/v1/session/logout',
		evolution: 'DELETE /instance/logout/{instance}',
	},
	'session.restart': {
		waha: 'POST /api/sessions/{session}/restart',
		warest: 'GET /api/v1/session/reconnect',
		evolution: 'POST /instance/restart/{instance}',
	},
	'session.start': {
		waha: 'POST /api/sessions/{session}/start',
		warest: 'GET /api/v1/session/create',
		evolution: 'GET /instance/connect/{instance}',
	},
	'session.stop': { waha: 'POST /api/sessions/{session}/stop', warest: null, evolution: null },
	'session.update': {
		waha: 'PUT /api/sessions/{session}',
		warest: 'POST /api/v1/session/{sessionId}/config',
		evolution: 'POST /settings/set/{instance}',
	},
	'message.deleteForMe': {
		waha: null,
		warest: 'DELETE /api/v1/messages/{messageId}/action/delete',
		evolution: null,
	},
	'message.edit': {
		waha: 'PUT /api/{session}/chats/{chatId}/messages/{messageId}',
		warest: 'POST /api/v1/messages/{messageId}/action/edit',
		evolution: 'POST /chat/updateMessage/{instance}',
	},
	'message.forward': { waha: 'POST /api/forwardMessage', warest: null, evolution: null },
	'message.get': {
		waha: 'GET /api/{session}/chats/{chatId}/messages/{messageId}',
		warest: null,
		evolution: 'POST /chat/findMessages/{instance}',
	},
	'message.getMany': {
		waha: 'GET /api/{session}/chats/{chatId}/messages',
		warest: 'GET /api/v1/chats/{chatId}/messages',
		evolution: 'POST /chat/findMessages/{instance}',
	},
	'message.markAsRead': {
		waha: 'POST /api/sendSeen',
		warest: 'POST /api/v1/messages/{messageId}/action/mark-as-read',
		evolution: 'POST /chat/markMessageAsRead/{instance}',
	},
	'message.pin': {
		waha: 'POST /api/{session}/chats/{chatId}/messages/{messageId}/pin',
		warest: 'POST /api/v1/chats/{chatId}/messages/{messageId}/pin',
		evolution: null,
	},
	'message.react': {
		waha: 'PUT /api/reaction',
		warest: 'POST /api/v1/messages/{messageId}/action/reaction',
		evolution: 'POST /message/sendReaction/{instance}',
	},
	'message.removeReaction': {
		waha: 'PUT /api/reaction',
		warest: 'POST /api/v1/messages/{messageId}/action/unreaction',
		evolution: 'POST /message/sendReaction/{instance}',
	},
	'message.deleteForEveryone': {
		waha: 'DELETE /api/{session}/chats/{chatId}/messages/{messageId}',
		warest: 'POST /api/v1/messages/{messageId}/action/revoke',
		evolution: 'DELETE /chat/deleteMessageForEveryone/{instance}',
	},
	'message.sendAndWait': {
		waha: 'POST /api/sendText',
		warest: 'POST /api/v1/messages/send/text',
		evolution: 'POST /message/sendText/{instance}',
	},
	'message.sendAudio': {
		waha: null,
		warest: 'POST /api/v1/messages/send/audio',
		evolution: 'POST /message/sendMedia/{instance}',
	},
	'message.sendButtons': {
		waha: 'POST /api/sendButtons',
		warest: 'POST /api/v1/messages/send/button',
		evolution: 'POST /message/sendButtons/{instance}',
	},
	'message.sendContact': {
		waha: 'POST /api/sendContactVcard',
		warest: 'POST /api/v1/messages/send/contact',
		evolution: 'POST /message/sendContact/{instance}',
	},
	'message.sendDocument': {
		waha: 'POST /api/sendFile',
		warest: 'POST /api/v1/messages/send/document',
		evolution: 'POST /message/sendMedia/{instance}',
	},
	'message.sendFiles': {
		waha: null,
		warest: 'POST /api/v1/messages/send/files',
		evolution: 'POST /message/sendMedia/{instance}',
	},
	'message.sendGif': {
		waha: null,
		warest: 'POST /api/v1/messages/send/gif',
		evolution: 'POST /message/sendMedia/{instance}',
	},
	'message.sendImage': {
		waha: 'POST /api/sendImage',
		warest: 'POST /api/v1/messages/send/media',
		evolution: 'POST /message/sendMedia/{instance}',
	},
	'message.sendLinkPreview': { waha: 'POST /api/sendLinkPreview', warest: null, evolution: null },
	'message.sendList': {
		waha: 'POST /api/sendList',
		warest: 'POST /api/v1/messages/send/list',
		evolution: 'POST /message/sendList/{instance}',
	},
	'message.sendLocation': {
		waha: 'POST /api/sendLocation',
		warest: 'POST /api/v1/messages/send/location',
		evolution: 'POST /message/sendLocation/{instance}',
	},
	'message.sendMedia': {
		waha: 'POST /api/sendImage',
		warest: 'POST /api/v1/messages/send/media',
		evolution: 'POST /message/sendMedia/{instance}',
	},
	'message.votePoll': { waha: 'POST /api/sendPollVote', warest: null, evolution: null },
	'message.sendEvent': { waha: 'POST /api/{session}/events', warest: null, evolution: null },
	'message.chooseButton': { waha: 'POST /api/send/buttons/reply', warest: null, evolution: null },
	'message.sendPoll': {
		waha: 'POST /api/sendPoll',
		warest: 'POST /api/v1/messages/send/poll',
		evolution: 'POST /message/sendPoll/{instance}',
	},
	'message.sendSticker': {
		waha: 'POST /api/sendSticker',
		warest: 'POST /api/v1/messages/send/sticker',
		evolution: 'POST /message/sendSticker/{instance}',
	},
	'message.sendText': {
		waha: 'POST /api/sendText',
		warest: 'POST /api/v1/messages/send/text',
		evolution: 'POST /message/sendText/{instance}',
	},
	'message.sendVideo': {
		waha: 'POST /api/sendVideo',
		warest: 'POST /api/v1/messages/send/media',
		evolution: 'POST /message/sendMedia/{instance}',
	},
	'message.sendVoice': {
		waha: 'POST /api/sendVoice',
		warest: 'POST /api/v1/messages/send/audio',
		evolution: 'POST /message/sendWhatsAppAudio/{instance}',
	},
	'message.star': {
		waha: 'PUT /api/star',
		warest: 'POST /api/v1/messages/{messageId}/action/star',
		evolution: null,
	},
	'message.unpin': {
		waha: 'POST /api/{session}/chats/{chatId}/messages/{messageId}/unpin',
		warest: 'POST /api/v1/chats/{chatId}/messages/{messageId}/pin',
		evolution: null,
	},
	'message.unstar': {
		waha: 'PUT /api/star',
		warest: 'POST /api/v1/messages/{messageId}/action/unstar',
		evolution: null,
	},
	'chat.archive': {
		waha: 'POST /api/{session}/chats/{chatId}/archive',
		warest: 'POST /api/v1/messages/action/archive',
		evolution: 'POST /chat/archiveChat/{instance}',
	},
	'chat.clear': {
		waha: 'DELETE /api/{session}/chats/{chatId}/messages',
		warest: 'DELETE /api/v1/messages/action/clear-all',
		evolution: null,
	},
	'chat.delete': { waha: 'DELETE /api/{session}/chats/{chatId}', warest: null, evolution: null },
	'chat.getMany': {
		waha: 'GET /api/{session}/chats',
		warest: 'GET /api/v1/chats',
		evolution: 'POST /chat/findChats/{instance}',
	},
	'chat.getOverview': {
		waha: 'GET /api/{session}/chats/overview',
		warest: null,
		evolution: 'POST /chat/findChats/{instance}',
	},
	'chat.getPicture': {
		waha: 'GET /api/{session}/chats/{chatId}/picture',
		warest: null,
		evolution: 'POST /chat/fetchProfilePictureUrl/{instance}',
	},
	'chat.markAsRead': {
		waha: 'POST /api/sendSeen',
		warest: 'POST /api/v1/chats/{chatId}/read',
		evolution: 'POST /chat/markMessageAsRead/{instance}',
	},
	'chat.markAsUnread': {
		waha: 'POST /api/{session}/chats/{chatId}/unread',
		warest: null,
		evolution: 'POST /chat/markChatUnread/{instance}',
	},
	'chat.mute': { waha: null, warest: 'POST /api/v1/messages/action/mute', evolution: null },
	'chat.pin': { waha: null, warest: 'POST /api/v1/chats/{chatId}/pin', evolution: null },
	'chat.unarchive': {
		waha: 'POST /api/{session}/chats/{chatId}/unarchive',
		warest: 'POST /api/v1/messages/action/unarchive',
		evolution: 'POST /chat/archiveChat/{instance}',
	},
	'chat.unmute': { waha: null, warest: 'POST /api/v1/messages/action/unmute', evolution: null },
	'contact.block': {
		waha: 'POST /api/contacts/block',
		warest: null,
		evolution: 'POST /chat/updateBlockStatus/{instance}',
	},
	'contact.checkExists': {
		waha: 'GET /api/contacts/check-exists',
		warest: 'GET /api/v1/profile/on-whatsapp',
		evolution: 'POST /chat/whatsappNumbers/{instance}',
	},
	'contact.get': {
		waha: 'GET /api/contacts',
		warest: 'GET /api/v1/profile/list-contacts',
		evolution: 'POST /chat/findContacts/{instance}',
	},
	'contact.setName': {
		waha: 'PUT /api/{session}/contacts/{chatId}',
		warest: null,
		evolution: null,
	},
	'contact.getAbout': {
		waha: 'GET /api/contacts/about',
		warest: null,
		evolution: 'POST /chat/fetchProfile/{instance}',
	},
	'contact.getBusinessProfile': {
		waha: null,
		warest: 'GET /api/v1/profile/business-profile',
		evolution: 'POST /chat/fetchBusinessProfile/{instance}',
	},
	'contact.getMany': {
		waha: 'GET /api/contacts/all',
		warest: 'GET /api/v1/profile/list-contacts',
		evolution: 'POST /chat/findContacts/{instance}',
	},
	'contact.getPicture': {
		waha: 'GET /api/contacts/profile-picture',
		warest: null,
		evolution: 'POST /chat/fetchProfilePictureUrl/{instance}',
	},
	'contact.unblock': {
		waha: 'POST /api/contacts/unblock',
		warest: null,
		evolution: 'POST /chat/updateBlockStatus/{instance}',
	},
	'group.addParticipants': {
		waha: 'POST /api/{session}/groups/{id}/participants/add',
		warest: 'POST /api/v1/group/participants/add',
		evolution: 'POST /group/updateParticipant/{instance}',
	},
	'group.approveJoinRequests': {
		waha: 'POST /api/{session}/groups/{id}/participants/join-requests/approve',
		warest: 'POST /api/v1/group/participants/request/approve',
		evolution: null,
	},
	'group.create': {
		waha: 'POST /api/{session}/groups',
		warest: 'POST /api/v1/group/create',
		evolution: 'POST /group/create/{instance}',
	},
	'group.delete': {
		waha: 'DELETE /api/{session}/groups/{id}',
		warest: 'DELETE /api/v1/group/delete',
		evolution: null,
	},
	'group.deletePicture': {
		waha: 'DELETE /api/{session}/groups/{id}/picture',
		warest: 'DELETE /api/v1/group/picture',
		evolution: null,
	},
	'group.demoteParticipants': {
		waha: 'POST /api/{session}/groups/{id}/admin/demote',
		warest: 'POST /api/v1/group/participants/demote',
		evolution: 'POST /group/updateParticipant/{instance}',
	},
	'group.get': {
		waha: 'GET /api/{session}/groups/{id}',
		warest: 'GET /api/v1/group/info',
		evolution: 'GET /group/findGroupInfos/{instance}',
	},
	'group.getWhoCanEdit': {
		waha: 'GET /api/{session}/groups/{id}/settings/security/info-admin-only',
		warest: 'GET /api/v1/group/info',
		evolution: 'GET /group/findGroupInfos/{instance}',
	},
	'group.getInviteLink': {
		waha: 'GET /api/{session}/groups/{id}/invite-code',
		warest: 'GET /api/v1/group/invite',
		evolution: 'GET /group/inviteCode/{instance}',
	},
	'group.getInviteInfo': {
		waha: 'GET /api/{session}/groups/join-info',
		warest: 'GET /api/v1/group/join-via-link',
		evolution: 'GET /group/inviteInfo/{instance}',
	},
	'group.count': {
		waha: 'GET /api/{session}/groups/count',
		warest: null,
		evolution: 'GET /group/fetchAllGroups/{instance}',
	},
	'group.getJoinApproval': {
		waha: 'GET /api/{session}/groups/{id}/settings/security/membership-approval',
		warest: null,
		evolution: null,
	},
	'group.setJoinApproval': {
		waha: 'PUT /api/{session}/groups/{id}/settings/security/membership-approval',
		warest: null,
		evolution: null,
	},
	'group.getWhoCanAdd': {
		waha: 'GET /api/{session}/groups/{id}/settings/security/member-add-mode',
		warest: null,
		evolution: null,
	},
	'group.setWhoCanAdd': {
		waha: 'PUT /api/{session}/groups/{id}/settings/security/member-add-mode',
		warest: null,
		evolution: null,
	},
	'group.getWhoCanShareHistory': {
		waha: 'GET /api/{session}/groups/{id}/settings/security/member-share-history-mode',
		warest: null,
		evolution: null,
	},
	'group.setWhoCanShareHistory': {
		waha: 'PUT /api/{session}/groups/{id}/settings/security/member-share-history-mode',
		warest: null,
		evolution: null,
	},
	'group.getJoinRequests': {
		waha: 'GET /api/{session}/groups/{id}/participants/join-requests',
		warest: 'GET /api/v1/group/participants/requests',
		evolution: null,
	},
	'group.getMany': {
		waha: 'GET /api/{session}/groups',
		warest: 'GET /api/v1/groups',
		evolution: 'GET /group/fetchAllGroups/{instance}',
	},
	'group.getWhoCanSend': {
		waha: 'GET /api/{session}/groups/{id}/settings/security/messages-admin-only',
		warest: 'GET /api/v1/group/info',
		evolution: 'GET /group/findGroupInfos/{instance}',
	},
	'group.getParticipants': {
		waha: 'GET /api/{session}/groups/{id}/participants/v2',
		warest: 'GET /api/v1/group/participants',
		evolution: 'GET /group/participants/{instance}',
	},
	'group.getPicture': {
		waha: 'GET /api/{session}/groups/{id}/picture',
		warest: 'GET /api/v1/group/picture',
		evolution: 'POST /chat/fetchProfilePictureUrl/{instance}',
	},
	'group.join': {
		waha: 'POST /api/{session}/groups/join',
		warest: 'POST /api/v1/group/join-via-link',
		evolution: 'GET /group/acceptInviteCode/{instance}',
	},
	'group.leave': {
		waha: 'POST /api/{session}/groups/{id}/leave',
		warest: 'POST /api/v1/group/leave',
		evolution: 'DELETE /group/leaveGroup/{instance}',
	},
	'group.promoteParticipants': {
		waha: 'POST /api/{session}/groups/{id}/admin/promote',
		warest: 'POST /api/v1/group/participants/promote',
		evolution: 'POST /group/updateParticipant/{instance}',
	},
	'group.refresh': { waha: 'POST /api/{session}/groups/refresh', warest: null, evolution: null },
	'group.rejectJoinRequests': {
		waha: 'POST /api/{session}/groups/{id}/participants/join-requests/reject',
		warest: 'POST /api/v1/group/participants/request/reject',
		evolution: null,
	},
	'group.removeParticipants': {
		waha: 'POST /api/{session}/groups/{id}/participants/remove',
		warest: 'DELETE /api/v1/group/participants/remove',
		evolution: 'POST /group/updateParticipant/{instance}',
	},
	'group.resetInviteLink': {
		waha: 'POST /api/{session}/groups/{id}/invite-code/revoke',
		warest: 'POST /api/v1/group/invite/revoke',
		evolution: 'POST /group/revokeInviteCode/{instance}',
	},
	'group.setDescription': {
		waha: 'PUT /api/{session}/groups/{id}/description',
		warest: 'POST /api/v1/group/description',
		evolution: 'POST /group/updateGroupDescription/{instance}',
	},
	'group.setWhoCanEdit': {
		waha: 'PUT /api/{session}/groups/{id}/settings/security/info-admin-only',
		warest: 'POST /api/v1/group/locked',
		evolution: 'POST /group/updateSetting/{instance}',
	},
	'group.setWhoCanSend': {
		waha: 'PUT /api/{session}/groups/{id}/settings/security/messages-admin-only',
		warest: 'POST /api/v1/group/announcement',
		evolution: 'POST /group/updateSetting/{instance}',
	},
	'group.setPicture': {
		waha: 'PUT /api/{session}/groups/{id}/picture',
		warest: 'POST /api/v1/group/picture',
		evolution: 'POST /group/updateGroupPicture/{instance}',
	},
	'group.setSubject': {
		waha: 'PUT /api/{session}/groups/{id}/subject',
		warest: 'POST /api/v1/group/name',
		evolution: 'POST /group/updateGroupSubject/{instance}',
	},
	'profile.deletePicture': {
		waha: 'DELETE /api/{session}/profile/picture',
		warest: 'DELETE /api/v1/profile/picture',
		evolution: 'DELETE /chat/removeProfilePicture/{instance}',
	},
	'profile.get': {
		waha: 'GET /api/{session}/profile',
		warest: 'GET /api/v1/profile/info',
		evolution: 'POST /chat/fetchProfile/{instance}',
	},
	'profile.getPicture': {
		waha: null,
		warest: 'GET /api/v1/profile/picture',
		evolution: 'POST /chat/fetchProfilePictureUrl/{instance}',
	},
	'profile.getPrivacySettings': {
		waha: null,
		warest: 'GET /api/v1/profile/privacy',
		evolution: 'GET /chat/fetchPrivacySettings/{instance}',
	},
	'profile.setName': {
		waha: 'PUT /api/{session}/profile/name',
		warest: null,
		evolution: 'POST /chat/updateProfileName/{instance}',
	},
	'profile.setPicture': {
		waha: 'PUT /api/{session}/profile/picture',
		warest: 'POST /api/v1/profile/picture',
		evolution: 'POST /chat/updateProfilePicture/{instance}',
	},
	'profile.setAbout': {
		waha: 'PUT /api/{session}/profile/status',
		warest: null,
		evolution: 'POST /chat/updateProfileStatus/{instance}',
	},
	'channel.create': { waha: 'POST /api/{session}/channels', warest: null, evolution: null },
	'channel.delete': { waha: 'DELETE /api/{session}/channels/{id}', warest: null, evolution: null },
	'channel.follow': {
		waha: 'POST /api/{session}/channels/{id}/follow',
		warest: null,
		evolution: null,
	},
	'channel.get': { waha: 'GET /api/{session}/channels/{id}', warest: null, evolution: null },
	'channel.getMany': {
		waha: 'GET /api/{session}/channels',
		warest: null,
		evolution: 'POST /chat/findChannels/{instance}',
	},
	'channel.getMessages': {
		waha: 'GET /api/{session}/channels/{id}/messages/preview',
		warest: null,
		evolution: null,
	},
	'channel.getSearchCategories': {
		waha: 'GET /api/{session}/channels/search/categories',
		warest: null,
		evolution: null,
	},
	'channel.getSearchCountries': {
		waha: 'GET /api/{session}/channels/search/countries',
		warest: null,
		evolution: null,
	},
	'channel.getSearchViews': {
		waha: 'GET /api/{session}/channels/search/views',
		warest: null,
		evolution: null,
	},
	'channel.mute': { waha: 'POST /api/{session}/channels/{id}/mute', warest: null, evolution: null },
	'channel.searchByText': {
		waha: 'POST /api/{session}/channels/search/by-text',
		warest: null,
		evolution: null,
	},
	'channel.searchByView': {
		waha: 'POST /api/{session}/channels/search/by-view',
		warest: null,
		evolution: null,
	},
	'channel.unfollow': {
		waha: 'POST /api/{session}/channels/{id}/unfollow',
		warest: null,
		evolution: null,
	},
	'channel.unmute': {
		waha: 'POST /api/{session}/channels/{id}/unmute',
		warest: null,
		evolution: null,
	},
	'status.delete': { waha: 'POST /api/{session}/status/delete', warest: null, evolution: null },
	'status.sendImage': {
		waha: 'POST /api/{session}/status/image',
		warest: null,
		evolution: 'POST /message/sendStatus/{instance}',
	},
	'status.sendText': {
		waha: 'POST /api/{session}/status/text',
		warest: null,
		evolution: 'POST /message/sendStatus/{instance}',
	},
	'status.sendVideo': {
		waha: 'POST /api/{session}/status/video',
		warest: null,
		evolution: 'POST /message/sendStatus/{instance}',
	},
	'status.sendVoice': {
		waha: 'POST /api/{session}/status/voice',
		warest: null,
		evolution: 'POST /message/sendStatus/{instance}',
	},
	'label.create': { waha: 'POST /api/{session}/labels', warest: null, evolution: null },
	'label.delete': { waha: 'DELETE /api/{session}/labels/{labelId}', warest: null, evolution: null },
	'label.getChats': {
		waha: 'GET /api/{session}/labels/{labelId}/chats',
		warest: null,
		evolution: null,
	},
	'label.getForChat': {
		waha: 'GET /api/{session}/labels/chats/{chatId}',
		warest: null,
		evolution: 'GET /chat/findChatByRemoteJid/{instance}',
	},
	'label.getMany': {
		waha: 'GET /api/{session}/labels',
		warest: null,
		evolution: 'GET /label/findLabels/{instance}',
	},
	'label.setForChat': {
		waha: 'PUT /api/{session}/labels/chats/{chatId}',
		warest: null,
		evolution: 'POST /label/handleLabel/{instance}',
	},
	'label.update': { waha: 'PUT /api/{session}/labels/{labelId}', warest: null, evolution: null },
	'presence.get': { waha: 'GET /api/{session}/presence/{chatId}', warest: null, evolution: null },
	'presence.getMany': { waha: 'GET /api/{session}/presence', warest: null, evolution: null },
	'presence.set': {
		waha: 'POST /api/{session}/presence',
		warest: null,
		evolution: 'POST /chat/sendPresence/{instance}',
	},
	'presence.startTyping': {
		waha: 'POST /api/startTyping',
		warest: null,
		evolution: 'POST /chat/sendPresence/{instance}',
	},
	'presence.stopTyping': {
		waha: 'POST /api/stopTyping',
		warest: null,
		evolution: 'POST /chat/sendPresence/{instance}',
	},
	'presence.subscribe': {
		waha: 'POST /api/{session}/presence/{chatId}/subscribe',
		warest: null,
		evolution: null,
	},
	'server.checkSetup': {
		waha: 'GET /api/server/version',
		warest: 'GET /api/v1/server/info',
		evolution: 'GET /',
	},
	'server.getCpuHistory': { waha: null, warest: 'GET /api/v1/server/cpu-history', evolution: null },
	'server.getEnvironment': { waha: 'GET /api/server/environment', warest: null, evolution: null },
	'server.getHealth': {
		waha: 'GET /health',
		warest: 'GET /api/v1/server/healthz',
		evolution: 'GET /',
	},
	'server.getHeapSnapshot': {
		waha: 'GET /api/server/debug/heapsnapshot',
		warest: null,
		evolution: null,
	},
	'server.getReadiness': { waha: null, warest: 'GET /api/v1/server/ready', evolution: null },
	'server.getUptime': { waha: 'GET /api/server/status', warest: null, evolution: null },
	'server.getVersion': {
		waha: 'GET /api/server/version',
		warest: 'GET /api/v1/server/info',
		evolution: 'GET /',
	},
	'server.ping': { waha: 'GET /ping', warest: 'GET /api/v1/server/ping', evolution: 'GET /' },
	'server.restart': { waha: null, warest: 'POST /api/v1/server/restart', evolution: null },
	'server.scheduleRestart': {
		waha: null,
		warest: 'POST /api/v1/server/restart/scheduled',
		evolution: null,
	},
	'server.stop': { waha: 'POST /api/server/stop', warest: null, evolution: null },
	'utility.convertBase64': { waha: null, warest: 'POST /api/v1/misc/base64', evolution: null },
	'utility.convertToVoice': {
		waha: 'POST /api/{session}/media/convert/voice',
		warest: null,
		evolution: null,
	},
	'utility.convertToVideo': {
		waha: 'POST /api/{session}/media/convert/video',
		warest: null,
		evolution: null,
	},
	'utility.createQrCode': {
		waha: null,
		warest: 'POST /api/v1/misc/convert-string-toqr/{target}',
		evolution: null,
	},
	'utility.createThumbnail': {
		waha: null,
		warest: 'POST /api/v1/misc/media/thumbnail',
		evolution: null,
	},
	'utility.decryptMedia': {
		waha: null,
		warest: 'POST /api/v1/misc/whatsapp/file-decrypt',
		evolution: null,
	},
	'utility.decryptPollVote': {
		waha: null,
		warest: 'POST /api/v1/misc/whatsapp/poll-update-vote',
		evolution: null,
	},
	'utility.generateId': { waha: null, warest: 'POST /api/v1/misc/uuid/generate', evolution: null },
	'utility.hash': { waha: null, warest: 'POST /api/v1/misc/crypto/hash', evolution: null },
	'utility.processImage': { waha: null, warest: 'POST /api/v1/misc/media/image', evolution: null },
	'contact.rejectCall': { waha: 'POST /api/{session}/calls/reject', warest: null, evolution: null },
	'contact.countHiddenIds': {
		waha: 'GET /api/{session}/lids/count',
		warest: null,
		evolution: 'GET /group/fetchAllGroups/{instance}',
	},
	'contact.getHiddenIds': {
		waha: 'GET /api/{session}/lids',
		warest: null,
		evolution: 'GET /group/fetchAllGroups/{instance}',
	},
	'contact.resolveId': {
		waha: 'GET /api/{session}/lids/pn/{phoneNumber}',
		warest: 'POST /api/v1/misc/whatsapp/resolve/jid-or-lid',
		evolution: 'GET /group/fetchAllGroups/{instance}',
	},
	'utility.sign': { waha: null, warest: 'POST /api/v1/misc/crypto/hmac', evolution: null },
	'utility.validateId': { waha: null, warest: 'POST /api/v1/misc/uuid/validate', evolution: null },
	'utility.validateJid': {
		waha: null,
		warest: 'POST /api/v1/misc/whatsapp/validate/jid',
		evolution: 'POST /chat/whatsappNumbers/{instance}',
	},
	'utility.validatePhone': {
		waha: null,
		warest: 'POST /api/v1/misc/whatsapp/validate/phone',
		evolution: 'POST /chat/whatsappNumbers/{instance}',
	},
};
