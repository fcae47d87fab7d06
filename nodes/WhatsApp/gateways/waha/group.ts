import type { Invitation } from '../../operations/group/invitations';
import { formatChatId, portableId, type ChatId } from '../../portable/ids';
import { inviteCodeIn, inviteLink } from '../../portable/invite';
import {
	booleanAt,
	isObject,
	numberAt,
	textAt,
	type Json,
	type JsonObject,
} from '../../portable/json';
import { timeAt } from '../../portable/time';
import { GatewayProblem } from '../../portable/problem';
import type { GatewayAnswer, GatewayRequest, Plan } from '../../transport/request';
import type { DialectOf } from '../gateway';
import { personIds, readGroup, readParticipant } from '../../engines/groups';
import { asImage } from '../shared/fileType';
import { pages } from '../shared/paging';
import { partialHint } from '../shared/problems';
import { path } from '../shared/path';
import { withPicture } from '../shared/picture';
import { lacksRoute } from './answers';
import { withFile, sorting, firstOf, get, inChat, post, repeatable } from './requests';
import { changeParticipants, readChange, type Change } from './participants';
import { confirmed, isPlainText, plainBody } from './plain';
import { entriesOf } from './shapes';
import { ADD_MODE, BROWSERS, BY_2026, HISTORY_MODE, JOIN_REQUESTS } from './needs';

/** Groups per request. Their members come with them, so an answer is large. */
const PAGE_SIZE = 100;

const ADMIN_HINT =
	'Check that the session is a member of the group, and an admin where that is needed.';

interface InGroup {
	readonly session: string;
	readonly groupId: ChatId;
}

const groupPath = (m: InGroup): string => path`/api/${m.session}/groups/${formatChatId(m.groupId)}`;

const acted = (m: InGroup): { session: string; chatId: string } => ({
	session: m.session,
	chatId: formatChatId(m.groupId),
});

const inGroup = (m: InGroup, request: GatewayRequest): GatewayRequest =>
	inChat({ session: m.session, chatId: m.groupId }, request);

/** Sets a property of a group; setting it twice does no harm. */
const set = (m: InGroup, what: string, body?: JsonObject): Plan<Json> =>
	confirmed(
		repeatable(
			inGroup(m, {
				method: body === undefined ? 'DELETE' : 'PUT',
				path: `${groupPath(m)}/${what}`,
				...(body === undefined ? {} : { body }),
			}),
		),
		ADMIN_HINT,
	);

/** Newer servers answer with the value that was set, so a plain `false` is not a refusal here. */
const switched = (m: InGroup, setting: string, body: JsonObject): GatewayRequest =>
	repeatable(
		inGroup(m, { method: 'PUT', path: `${groupPath(m)}/settings/security/${setting}`, body }),
	);

/**
 * The members of a group. Servers since 2025.11.1 have a list that is the same on every engine, with the phone numbers
 * behind hidden ids; it also lists former members.
 */
function* membersOf(m: InGroup & { limit: number }): Plan<Json> {
	const list = `${groupPath(m)}/participants`;
	const newer = yield { ...get(`${list}/v2`), tolerate: lacksRoute };
	const { body } = lacksRoute(newer) ? yield get(list) : newer;
	return entriesOf(body)
		.filter((member) => textAt(member, 'role') !== 'left')
		.slice(0, m.limit);
}

const change = (kind: Change): DialectOf<'group'>['addParticipants'] => ({
	build: (m) => changeParticipants(m, kind),
	read: (raw, m) => readChange(raw, m, kind),
	hint: (raw, m) => partialHint(readChange(raw, m, kind)),
});

/** NOWEB lists groups as an object by id, the other engines as a list. */
const groupsIn = ({ body }: GatewayAnswer): readonly Json[] => {
	const entries = entriesOf(body);
	if (entries.length > 0 || !isObject(body)) return entries;
	return Object.values(body).filter((group) => isObject(group));
};

/** The code comes as plain text; on GOWS it is the whole link. */
function* inviteOf(request: GatewayRequest): Plan<Json> {
	const raw = plainBody(yield { ...request, tolerate: isPlainText });
	if (inviteCodeIn(textAt(raw) ?? '') !== null) return raw;
	throw new GatewayProblem('WAHA gave no invite link for this group', {
		hint: 'Only admins get it. Check that the session is one.',
	});
}

function readInvitation(raw: Json, m: InGroup): Invitation {
	const inviteCode = inviteCodeIn(textAt(raw) ?? '') ?? '';
	return { ...acted(m), inviteCode, inviteLink: inviteLink(inviteCode) };
}

/** WEBJS answers with a text instead of a group when it could not create one. */
function* created(request: GatewayRequest): Plan<Json> {
	const raw = plainBody(yield request);
	if (isObject(raw)) return raw;
	throw new GatewayProblem(
		typeof raw === 'string'
			? `WAHA said: ${raw.slice(0, 300)}`
			: 'WAHA does not say that it made the group',
		{ hint: 'Look at the list of groups before you try again.' },
	);
}

export const wahaGroup: DialectOf<'group'> = {
	addParticipants: change('participants/add'),
	approveJoinRequests: {
		...change('participants/join-requests/approve'),
		needs: JOIN_REQUESTS,
	},
	count: {
		needs: BY_2026,
		build: ({ session }) => get(path`/api/${session}/groups/count`),
		read: (raw, { session }) => ({ session, count: numberAt(raw, 'count') }),
	},
	create: {
		build: (m) =>
			created(
				post(path`/api/${m.session}/groups`, {
					name: m.subject,
					participants: m.participants.map((person) => ({ id: formatChatId(person) })),
				}),
			),
		read: (raw, m) => readGroup(raw, m.session),
	},
	delete: {
		needs: BROWSERS,
		build: (m) => confirmed(inGroup(m, { method: 'DELETE', path: groupPath(m) }), ADMIN_HINT),
		read: (_, m) => acted(m),
	},
	deletePicture: {
		build: (m) => set(m, 'picture'),
		read: (_, m) => acted(m),
	},
	demoteParticipants: change('admin/demote'),
	get: {
		build: (m) => get(groupPath(m)),
		read: (raw, m) => readGroup(raw, m.session, { chatId: formatChatId(m.groupId) }),
	},
	getWhoCanEdit: {
		build: (m) => get(`${groupPath(m)}/settings/security/info-admin-only`),
		read: (raw, m) => ({ ...acted(m), infoAdminOnly: booleanAt(raw, 'adminsOnly') }),
	},
	getInviteLink: {
		build: (m) => inviteOf(get(`${groupPath(m)}/invite-code`)),
		read: readInvitation,
	},
	getInviteInfo: {
		build: (m) => get(path`/api/${m.session}/groups/join-info`, { code: m.invite }),
		read: (raw, m) => readGroup(raw, m.session, { inviteLink: inviteLink(m.invite) }),
	},
	getJoinApproval: {
		needs: JOIN_REQUESTS,
		build: (m) => get(`${groupPath(m)}/settings/security/membership-approval`),
		read: (raw, m) => ({ ...acted(m), joinApproval: booleanAt(raw, 'newMembersApprovalRequired') }),
	},
	getJoinRequests: {
		needs: JOIN_REQUESTS,
		build: (m) => firstOf(get(`${groupPath(m)}/participants/join-requests`), m.limit),
		read: (raw, m) => ({
			...acted(m),
			...personIds({ id: textAt(raw, 'requesterId'), pn: textAt(raw, 'requesterPn') }),
			method: textAt(raw, 'requestMethod'),
			requestedAt: timeAt(raw, 'timestamp'),
		}),
	},
	getMany: {
		build: ({ session, limit, options }) =>
			pages({
				limit,
				pageSize: PAGE_SIZE,
				request: (offset, count) =>
					get(path`/api/${session}/groups`, {
						limit: count,
						offset,
						...sorting(options),
						exclude: options.excludeParticipants === true ? ['participants'] : undefined,
					}),
				entries: groupsIn,
			}),
		read: (raw, { session }) => readGroup(raw, session),
	},
	getWhoCanAdd: {
		needs: ADD_MODE,
		build: (m) => get(`${groupPath(m)}/settings/security/member-add-mode`),
		read: (raw, m) => {
			const everybody = booleanAt(raw, 'membersCanAddNewMember');
			return { ...acted(m), addAdminOnly: everybody === null ? null : !everybody };
		},
	},
	getWhoCanShareHistory: {
		needs: HISTORY_MODE,
		build: (m) => get(`${groupPath(m)}/settings/security/member-share-history-mode`),
		read: (raw, m) => {
			const everybody = booleanAt(raw, 'membersCanShareHistory');
			return { ...acted(m), shareHistoryAdminOnly: everybody === null ? null : !everybody };
		},
	},
	getWhoCanSend: {
		build: (m) => get(`${groupPath(m)}/settings/security/messages-admin-only`),
		read: (raw, m) => ({ ...acted(m), messagesAdminOnly: booleanAt(raw, 'adminsOnly') }),
	},
	getParticipants: {
		build: membersOf,
		read: (raw, m) => readParticipant(raw, m.session, formatChatId(m.groupId)),
	},
	getPicture: {
		*build(m) {
			const raw = (yield get(`${groupPath(m)}/picture`, { refresh: m.options.refresh })).body;
			return yield* withPicture(raw, textAt(raw, 'url'), m.download);
		},
		read: (raw, m) => ({ ...acted(m), url: textAt(raw, 'url') }),
	},
	join: {
		*build(m) {
			return plainBody(yield post(path`/api/${m.session}/groups/join`, { code: m.invite }));
		},
		read: (raw, { session }) => ({
			session,
			chatId: portableId(textAt(raw, 'id') ?? textAt(raw, 'id', '_serialized')),
			// WAHA does not say whether an admin has to agree first.
			pending: null,
		}),
	},
	leave: {
		build: (m) => confirmed(inGroup(m, post(`${groupPath(m)}/leave`)), ADMIN_HINT),
		read: (_, m) => acted(m),
	},
	promoteParticipants: change('admin/promote'),
	refresh: {
		build: ({ session }) =>
			confirmed(repeatable(post(path`/api/${session}/groups/refresh`)), 'Try again later.'),
		read: (_, { session }) => ({ session }),
	},
	rejectJoinRequests: {
		...change('participants/join-requests/reject'),
		needs: JOIN_REQUESTS,
	},
	removeParticipants: change('participants/remove'),
	resetInviteLink: {
		build: (m) => inviteOf(inGroup(m, post(`${groupPath(m)}/invite-code/revoke`))),
		read: readInvitation,
	},
	setDescription: {
		build: (m) => set(m, 'description', { description: m.description }),
		read: (_, m) => ({ ...acted(m), description: m.description }),
	},
	setJoinApproval: {
		needs: JOIN_REQUESTS,
		build: (m) =>
			switched(m, 'membership-approval', { newMembersApprovalRequired: m.joinApproval }),
		read: (_, m) => ({ ...acted(m), joinApproval: m.joinApproval }),
	},
	setWhoCanAdd: {
		needs: ADD_MODE,
		build: (m) => switched(m, 'member-add-mode', { membersCanAddNewMember: !m.addAdminOnly }),
		read: (_, m) => ({ ...acted(m), addAdminOnly: m.addAdminOnly }),
	},
	setWhoCanShareHistory: {
		needs: HISTORY_MODE,
		build: (m) =>
			switched(m, 'member-share-history-mode', {
				membersCanShareHistory: !m.shareHistoryAdminOnly,
			}),
		read: (_, m) => ({ ...acted(m), shareHistoryAdminOnly: m.shareHistoryAdminOnly }),
	},
	setWhoCanEdit: {
		build: (m) => set(m, 'settings/security/info-admin-only', { adminsOnly: m.infoAdminOnly }),
		read: (_, m) => ({ ...acted(m), infoAdminOnly: m.infoAdminOnly }),
	},
	setWhoCanSend: {
		build: (m) =>
			set(m, 'settings/security/messages-admin-only', { adminsOnly: m.messagesAdminOnly }),
		read: (_, m) => ({ ...acted(m), messagesAdminOnly: m.messagesAdminOnly }),
	},
	setPicture: {
		build: (m) =>
			confirmed(
				withFile(
					repeatable(inGroup(m, { method: 'PUT', path: `${groupPath(m)}/picture` })),
					asImage(m.file),
					'image/jpeg',
				),
				ADMIN_HINT,
			),
		read: (_, m) => acted(m),
	},
	setSubject: {
		build: (m) => set(m, 'subject', { subject: m.subject }),
		read: (_, m) => ({ ...acted(m), subject: m.subject }),
	},
};
