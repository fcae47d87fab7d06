import type { Invitation } from '../../operations/group/invitations';
import { formatChatId, portableId, type ChatId } from '../../portable/ids';
import { inviteCodeIn, inviteLink } from '../../portable/invite';
import { booleanAt, listAt, textAt, type Json, type JsonObject } from '../../portable/json';
import { GatewayProblem } from '../../portable/problem';
import { Refusal } from '../../portable/refusal';
import type { GatewayRequest, Plan } from '../../transport/request';
import { missing, type DialectOf } from '../gateway';
import { readGroup, readParticipant } from '../../engines/groups';
import { asImage } from '../shared/fileType';
import { partialHint } from '../shared/problems';
import { LACKS_REFRESH, pictureOf, pictureUrlIn } from './chat';
import { evolutionJid } from './ids';
import { changeParticipants, readChange, type Change } from './participants';
import { allGroups } from './people';
import { get, inChat, ofInstance, post, repeatable, withFile } from './requests';

const REQUESTS =
	'Evolution API does not show who waits to join a group. Look after them on the phone.';
const ORDER = 'Evolution API has no order of its own; sort the groups in a later node.';

interface InGroup {
	readonly session: string;
	readonly groupId: ChatId;
}

const acted = (m: InGroup): { session: string; chatId: string } => ({
	session: m.session,
	chatId: formatChatId(m.groupId),
});

/** Every route of a group names it in the query. */
const groupQuery = (m: InGroup): { groupJid: string } => ({ groupJid: evolutionJid(m.groupId) });

const inGroup = (m: InGroup, request: GatewayRequest): GatewayRequest =>
	inChat(
		{ session: m.session, chatId: m.groupId },
		{ ...request, query: { ...request.query, ...groupQuery(m) } },
	);

/** Sets a property of a group; setting it twice does no harm. */
const set = (m: InGroup, route: string, body: JsonObject): GatewayRequest =>
	repeatable(inGroup(m, post(`group/${route}`, m.session, body)));

const infoOf = (m: InGroup): GatewayRequest =>
	get('group/findGroupInfos', m.session, groupQuery(m));

const change = (action: Change): DialectOf<'group'>['addParticipants'] => ({
	build: (m) =>
		changeParticipants(
			m,
			action,
			set(m, 'updateParticipant', {
				action,
				participants: m.participants.map(evolutionJid),
			}),
		),
	read: (raw, m) => readChange(raw, m, action),
	hint: (raw, m) => partialHint(readChange(raw, m, action)),
});

function readInvitation(raw: Json, m: InGroup): Invitation {
	const inviteCode =
		inviteCodeIn(textAt(raw, 'inviteCode') ?? textAt(raw, 'inviteUrl') ?? '') ?? '';
	return { ...acted(m), inviteCode, inviteLink: inviteLink(inviteCode) };
}

function* inviteOf(m: InGroup, request: GatewayRequest): Plan<Json> {
	const { body } = yield request;
	if (readInvitation(body, m).inviteCode !== '') return body;
	throw new GatewayProblem('Evolution API gave no invite link for this group', {
		hint: 'Only admins get it. Check that the session is one.',
	});
}

export const evolutionGroup: DialectOf<'group'> = {
	addParticipants: change('add'),
	approveJoinRequests: missing(REQUESTS),
	count: {
		*build({ session }) {
			return listAt((yield allGroups(session, false)).body).length;
		},
		read: (raw, { session }) => ({ session, count: typeof raw === 'number' ? raw : null }),
	},
	create: {
		build: (m) =>
			post('group/create', m.session, {
				subject: m.subject,
				participants: m.participants.map(evolutionJid),
			}),
		read: (raw, m) => readGroup(raw, m.session),
	},
	delete: missing('Use Group > Remove Participants and then Group > Leave.'),
	deletePicture: missing('Use Group > Set Picture with another one, or delete it on the phone.'),
	demoteParticipants: change('demote'),
	get: {
		build: infoOf,
		read: (raw, m) => readGroup(raw, m.session, { chatId: formatChatId(m.groupId) }),
	},
	getWhoCanEdit: {
		build: infoOf,
		read: (raw, m) => ({ ...acted(m), infoAdminOnly: booleanAt(raw, 'restrict') }),
	},
	getInviteLink: {
		build: (m) => inviteOf(m, get('group/inviteCode', m.session, groupQuery(m))),
		read: readInvitation,
	},
	getInviteInfo: {
		build: (m) => get('group/inviteInfo', m.session, { inviteCode: m.invite }),
		read: (raw, m) => readGroup(raw, m.session, { inviteLink: inviteLink(m.invite) }),
	},
	getJoinApproval: missing('Evolution API does not read this setting. Look it up on the phone.'),
	getJoinRequests: missing(REQUESTS),
	getMany: {
		*build({ session, limit, options }) {
			const { body } = yield allGroups(session, options.excludeParticipants !== true);
			return listAt(body).slice(0, limit);
		},
		lacks: { sortBy: ORDER, sortOrder: ORDER },
		read: (raw, { session }) => readGroup(raw, session),
	},
	getWhoCanAdd: missing('Evolution API does not read this setting. Look it up on the phone.'),
	getWhoCanShareHistory: missing(
		'Evolution API does not read this setting. Look it up on the phone.',
	),
	getWhoCanSend: {
		build: infoOf,
		read: (raw, m) => ({ ...acted(m), messagesAdminOnly: booleanAt(raw, 'announce') }),
	},
	getParticipants: {
		*build(m) {
			const { body } = yield get('group/participants', m.session, groupQuery(m));
			return listAt(body, 'participants').slice(0, m.limit);
		},
		read: (raw, m) => readParticipant(raw, m.session, formatChatId(m.groupId)),
	},
	getPicture: {
		build: (m) => pictureOf(m.session, m.groupId, m.download),
		lacks: LACKS_REFRESH,
		read: (raw, m) => ({ ...acted(m), url: pictureUrlIn(raw) }),
	},
	join: {
		// A GET that joins; it may arrive twice without harm (2.3.7, observed).
		build: (m) => repeatable(get('group/acceptInviteCode', m.session, { inviteCode: m.invite })),
		read: (raw, { session }) => ({
			session,
			chatId: portableId(textAt(raw, 'groupJid')),
			// The server does not say whether an admin has to agree first.
			pending: null,
		}),
	},
	leave: {
		build: (m) =>
			repeatable(inGroup(m, { method: 'DELETE', path: ofInstance('group/leaveGroup', m.session) })),
		read: (_, m) => acted(m),
	},
	promoteParticipants: change('promote'),
	refresh: missing('Evolution API asks WhatsApp every time: Group > Get Many is always fresh.'),
	rejectJoinRequests: missing(REQUESTS),
	removeParticipants: change('remove'),
	resetInviteLink: {
		build: (m) => inviteOf(m, inGroup(m, post('group/revokeInviteCode', m.session, {}))),
		read: readInvitation,
	},
	setDescription: {
		build: (m) => {
			if (m.description.trim() === '')
				throw new Refusal(
					'Evolution API cannot take the description of a group away',
					'Write another one, or remove it on the phone.',
				);
			return set(m, 'updateGroupDescription', { description: m.description });
		},
		read: (_, m) => ({ ...acted(m), description: m.description }),
	},
	setJoinApproval: missing('Evolution API does not change this setting. Change it on the phone.'),
	setWhoCanAdd: missing('Evolution API does not change this setting. Change it on the phone.'),
	setWhoCanShareHistory: missing(
		'Evolution API does not change this setting. Change it on the phone.',
	),
	setWhoCanEdit: {
		build: (m) => set(m, 'updateSetting', { action: m.infoAdminOnly ? 'locked' : 'unlocked' }),
		read: (_, m) => ({ ...acted(m), infoAdminOnly: m.infoAdminOnly }),
	},
	setWhoCanSend: {
		build: (m) =>
			set(m, 'updateSetting', {
				action: m.messagesAdminOnly ? 'announcement' : 'not_announcement',
			}),
		read: (_, m) => ({ ...acted(m), messagesAdminOnly: m.messagesAdminOnly }),
	},
	setPicture: {
		build: (m) => withFile(set(m, 'updateGroupPicture', {}), 'image', asImage(m.file), false),
		read: (_, m) => acted(m),
	},
	setSubject: {
		build: (m) => set(m, 'updateGroupSubject', { subject: m.subject }),
		read: (_, m) => ({ ...acted(m), subject: m.subject }),
	},
};
