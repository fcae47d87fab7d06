import { formatChatId, portableId, type ChatId } from '../../portable/ids';
import { inviteCodeIn, inviteLink } from '../../portable/invite';
import { booleanAt, listAt, textAt, at, type Json, type JsonObject } from '../../portable/json';
import { quote, Refusal } from '../../portable/refusal';
import { timeAt } from '../../portable/time';
import type { Invitation } from '../../operations/group/invitations';
import { GatewayProblem } from '../../portable/problem';
import type { GatewayRequest, Plan } from '../../transport/request';
import { missing, type DialectOf } from '../gateway';
import { personIds, readGroup, readParticipant } from '../../engines/groups';
import { inSession } from '../shared/path';
import { partialHint } from '../shared/problems';
import { withPicture } from '../shared/picture';
import { warestPayload } from './answers';
import { changeParticipants, members, readChange } from './participants';
import { withPictureField, post, read, repeatable, warestJid } from './requests';

interface InGroup {
	readonly session: string;
	readonly groupId: ChatId;
}

const JOINING = 'WARest does not say or set whether admins approve joining; use the phone.';
const ADDING = 'WARest does not say or set who adds people to a group; use the phone.';
const HISTORY = 'WARest does not say or set who shares the history of a group; use the phone.';
const ALWAYS = 'WARest always does.';
const ORDER = 'WARest has no order of its own; sort the groups in a later node.';

/** WhatsApp answers with a code for each person, which WARest ignores (0.3.44). */
const KEPT_OUT =
	'WARest also counts people as added whom their privacy settings keep out. Group > Get Participants shows who came in.';

/** A partial failure has no failure status (0.3.44, observed). */
const PARTIAL = 207;

const acted = (m: InGroup): { session: string; chatId: string } => ({
	session: m.session,
	chatId: formatChatId(m.groupId),
});

const ids = (m: InGroup): { sessionId: string; groupId: string } => ({
	sessionId: m.session,
	groupId: warestJid(m.groupId),
});

/** WARest does not queue these routes, so they are kept in order here. */
const inGroup = (m: InGroup, request: GatewayRequest): GatewayRequest => ({
	...request,
	lane: { session: m.session, chat: formatChatId(m.groupId) },
});

const set = (m: InGroup, what: string, body: JsonObject): GatewayRequest =>
	repeatable(inGroup(m, post(`/api/v1/group/${what}`, { ...ids(m), ...body })));

const remove = (m: InGroup, what: string, body: JsonObject = {}): GatewayRequest =>
	inGroup(m, { method: 'DELETE', path: `/api/v1/group/${what}`, body: { ...ids(m), ...body } });

/** Commands that answer 207 when they failed. */
function* whole(request: GatewayRequest, failure: string): Plan<Json> {
	const answer = yield request;
	const raw = warestPayload(answer);
	const failed = answer.status === PARTIAL || /fail/i.test(textAt(raw, 'status') ?? '');
	if (!failed) return raw;
	const removed = listAt(raw, 'removedParticipants').length;
	const left = listAt(raw, 'failedToRemove').length;
	throw new GatewayProblem(
		removed + left === 0
			? failure
			: `${failure}: ${removed} members were removed, ${left} were not`,
		{
			status: answer.status,
			hint: 'Check that the session is a member of the group, and an admin where that is needed.',
		},
	);
}

type Handler = DialectOf<'group'>['addParticipants'];

const change = (what: string, method: 'POST' | 'DELETE' = 'POST'): Handler => ({
	build: (m) =>
		changeParticipants(
			m,
			inGroup(m, {
				method,
				path: `/api/v1/group/participants/${what}`,
				body: { sessionId: m.session, ...members(m) },
			}),
		),
	read: readChange,
	hint: (raw, m) => partialHint(readChange(raw, m)),
});

/** A null invite link means that the session may not see it (0.3.44, observed). */
function* inviteOf(request: GatewayRequest): Plan<Json> {
	const raw = warestPayload(yield request);
	if (inviteCodeIn(textAt(raw, 'inviteLink') ?? '') !== null) return raw;
	throw new GatewayProblem('WARest gave no invite link for this group', {
		hint: 'Only admins get it. Check that the session is one, and that the group exists.',
	});
}

function readInvitation(raw: Json, m: InGroup): Invitation {
	const inviteCode = inviteCodeIn(textAt(raw, 'inviteLink') ?? '') ?? '';
	return { ...acted(m), inviteCode, inviteLink: inviteLink(inviteCode) };
}

/** WARest cuts a code at the first dash or underscore (0.3.44), and would look for another group. */
function invited(m: { session: string; invite: string }): {
	sessionId: string;
	inviteLink: string;
} {
	if (/[-_]/.test(m.invite))
		throw new Refusal(
			`WARest cannot read the invite code ${quote(m.invite)}`,
			'It takes codes of letters and digits only. Join this group on the phone.',
		);
	return { sessionId: m.session, inviteLink: m.invite };
}

const preview = (m: { session: string; invite: string }): GatewayRequest =>
	read('/api/v1/group/join-via-link', invited(m));

/** The answer to joining does not name the group, so the link is looked up first. */
function* join(m: { session: string; invite: string }): Plan<Json> {
	const group = warestPayload(yield inSession(m.session, { ...preview(m), tolerate: () => true }));
	const joined = warestPayload(yield post('/api/v1/group/join-via-link', invited(m)));
	return { groupId: textAt(group, 'groupId'), status: textAt(joined, 'status') };
}

export const warestGroup: DialectOf<'group'> = {
	addParticipants: {
		...change('add'),
		hint: (raw, m) =>
			[partialHint(readChange(raw, m)), KEPT_OUT].filter((line) => line !== null).join(' '),
	},
	approveJoinRequests: change('request/approve'),
	count: missing('Use Group > Get Many and count its items.'),
	create: {
		build: (m) =>
			post('/api/v1/group/create', {
				sessionId: m.session,
				groupName: m.subject,
				participants: m.participants.map(warestJid),
			}),
		read: (raw, m) => readGroup(raw, m.session, { subject: m.subject }),
	},
	delete: {
		build: (m) => whole(remove(m, 'delete'), 'WARest did not delete the group completely'),
		read: (_, m) => acted(m),
	},
	deletePicture: {
		build: (m) =>
			whole(repeatable(remove(m, 'picture')), 'WARest did not delete the picture of the group'),
		read: (_, m) => acted(m),
	},
	demoteParticipants: change('demote'),
	get: {
		build: (m) => read('/api/v1/group/info', ids(m)),
		read: (raw, m) =>
			readGroup(at(raw, 'data') ?? raw, m.session, { chatId: formatChatId(m.groupId) }),
	},
	getWhoCanEdit: {
		build: (m) => read('/api/v1/group/info', ids(m)),
		read: (raw, m) => ({ ...acted(m), infoAdminOnly: booleanAt(raw, 'data', 'restrict') }),
	},
	getInviteLink: {
		build: (m) => inviteOf(read('/api/v1/group/invite', ids(m))),
		read: readInvitation,
	},
	getInviteInfo: {
		// For a wrong or expired link WARest reports success with an empty result (0.3.44).
		*build(m) {
			const raw = warestPayload(yield preview(m));
			if (textAt(raw, 'groupId') !== null) return raw;
			throw new GatewayProblem('WARest found no group behind this invite link', {
				hint: 'It may be mistyped or revoked. Ask an admin of the group for a new one.',
			});
		},
		read: (raw, m) => readGroup(raw, m.session, { inviteLink: inviteLink(m.invite) }),
	},
	getJoinApproval: missing(JOINING),
	getJoinRequests: {
		*build(m) {
			const raw = warestPayload(yield read('/api/v1/group/participants/requests', ids(m)));
			return listAt(raw, 'joinRequests').slice(0, m.limit);
		},
		read: (raw, m) => ({
			...acted(m),
			...personIds(raw),
			method: textAt(raw, 'requestMethod'),
			requestedAt: timeAt(raw, 'requestTime'),
		}),
		hint: (raw) =>
			Array.isArray(raw) && raw.length === 0
				? 'WARest gives an empty list also when the session is no admin of the group.'
				: null,
	},
	getMany: {
		*build({ session, limit }) {
			const raw = warestPayload(yield read('/api/v1/groups', { sessionId: session }));
			return listAt(raw, 'data').slice(0, limit);
		},
		lacks: { excludeParticipants: ALWAYS, sortBy: ORDER, sortOrder: ORDER },
		read: (raw, { session }) => readGroup(raw, session),
		hint: (raw) =>
			Array.isArray(raw) && raw.length === 0
				? 'WARest gives an empty list also when it could not ask WhatsApp.'
				: null,
	},
	getWhoCanAdd: missing(ADDING),
	getWhoCanShareHistory: missing(HISTORY),
	getWhoCanSend: {
		build: (m) => read('/api/v1/group/info', ids(m)),
		read: (raw, m) => ({ ...acted(m), messagesAdminOnly: booleanAt(raw, 'data', 'announce') }),
	},
	getParticipants: {
		*build(m) {
			const raw = warestPayload(yield read('/api/v1/group/participants', ids(m)));
			return listAt(raw, 'participants').slice(0, m.limit);
		},
		read: (raw, m) => readParticipant(raw, m.session, formatChatId(m.groupId)),
	},
	getPicture: {
		*build(m) {
			const raw = warestPayload(yield read('/api/v1/group/picture', ids(m)));
			return yield* withPicture(raw, textAt(raw, 'pictureUrl'), m.download);
		},
		lacks: { refresh: 'WARest asks WhatsApp each time.' },
		read: (raw, m) => ({ ...acted(m), url: textAt(raw, 'pictureUrl') }),
	},
	join: {
		build: join,
		read: (raw, { session }) => ({
			session,
			chatId: portableId(textAt(raw, 'groupId')),
			pending: /pending/i.test(textAt(raw, 'status') ?? ''),
		}),
	},
	leave: {
		build: (m) =>
			whole(inGroup(m, post('/api/v1/group/leave', ids(m))), 'WARest did not leave the group'),
		read: (_, m) => acted(m),
	},
	promoteParticipants: change('promote'),
	refresh: missing('WARest keeps no list of groups: Group > Get Many asks WhatsApp each time.'),
	rejectJoinRequests: change('request/reject'),
	removeParticipants: change('remove', 'DELETE'),
	resetInviteLink: {
		build: (m) => inviteOf(inGroup(m, post('/api/v1/group/invite/revoke', ids(m)))),
		read: readInvitation,
	},
	setDescription: {
		build: (m) => set(m, 'description', { groupDescription: m.description }),
		read: (_, m) => ({ ...acted(m), description: m.description }),
	},
	setJoinApproval: missing(JOINING),
	setWhoCanAdd: missing(ADDING),
	setWhoCanShareHistory: missing(HISTORY),
	setWhoCanEdit: {
		build: (m) => set(m, 'locked', { locked: m.infoAdminOnly }),
		read: (_, m) => ({ ...acted(m), infoAdminOnly: m.infoAdminOnly }),
	},
	setWhoCanSend: {
		build: (m) => set(m, 'announcement', { announcement: m.messagesAdminOnly }),
		read: (_, m) => ({ ...acted(m), messagesAdminOnly: m.messagesAdminOnly }),
	},
	setPicture: {
		build: (m) => withPictureField(set(m, 'picture', {}), m.file),
		read: (_, m) => acted(m),
	},
	setSubject: {
		build: (m) => set(m, 'name', { groupName: m.subject }),
		read: (_, m) => ({ ...acted(m), subject: m.subject }),
	},
};
