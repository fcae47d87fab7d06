import type { ParticipantsChange } from '../../operations/group/answers';
import { formatChatId, portableId, type ChatId } from '../../portable/ids';
import { booleanAt, isObject, numberAt, textAt, type Json } from '../../portable/json';
import { GatewayProblem } from '../../portable/problem';
import type { Plan } from '../../transport/request';
import { personIds } from '../../engines/groups';
import { ALREADY_MEMBER, REASONS } from '../../engines/participants';
import { refuseNobody } from '../shared/problems';
import { path } from '../shared/path';
import { plainBody } from './plain';
import { inChat, post } from './requests';

interface Members {
	readonly session: string;
	readonly groupId: ChatId;
	readonly participants: readonly ChatId[];
}

export type Change =
	| 'participants/add'
	| 'participants/remove'
	| 'participants/join-requests/approve'
	| 'participants/join-requests/reject'
	| 'admin/promote'
	| 'admin/demote';

/** Codes that mean something else for people who ask to join. */
const REASONS_OF_REQUESTS: Readonly<Record<number, string>> = {
	404: 'does not wait to be let in',
};

/** Stands in for the code if WAHA says that it failed but not why. */
const UNKNOWN_FAILURE = 400;

/**
 * Changes participants of a group.
 * @throws GatewayProblem when it reached nobody
 */
export function* changeParticipants(m: Members, change: Change): Plan<Json> {
	const group = path`/api/${m.session}/groups/${formatChatId(m.groupId)}`;
	const answer = yield inChat(
		{ session: m.session, chatId: m.groupId },
		post(`${group}/${change}`, {
			participants: m.participants.map((participant) => ({ id: formatChatId(participant) })),
		}),
	);
	const raw = plainBody(answer);
	if (raw === false || typeof raw === 'string') {
		throw new GatewayProblem(
			raw === false
				? 'WAHA reports that WhatsApp did not accept the change'
				: `WAHA said: ${raw.slice(0, 300)}`,
			{ hint: 'Check that the session is an admin of the group.' },
		);
	}
	refuseNobody('WAHA', readChange(raw, m, change));
	return raw;
}

/**
 * Whom a change reached. NOWEB and GOWS answer with a list. WEBJS and WPP answer with an object by id when adding,
 * otherwise with one status for all, or an empty body.
 */
export function readChange(raw: Json, m: Members, change: Change): ParticipantsChange {
	const entries = entriesIn(raw, m.participants);
	const isDone = (code: number): boolean =>
		code < 300 || (code === ALREADY_MEMBER && change === 'participants/add');
	const reasons = change.startsWith('participants/join-requests/')
		? { ...REASONS, ...REASONS_OF_REQUESTS }
		: REASONS;
	return {
		session: m.session,
		chatId: formatChatId(m.groupId),
		done: entries.filter(({ code }) => isDone(code)).map(({ participantId }) => participantId),
		failed: entries
			.filter(({ code }) => !isDone(code))
			.map(({ participantId, code, said }) => ({
				participantId,
				reason: reasons[code] ?? said ?? `was turned down by WhatsApp with code ${code}`,
			})),
	};
}

interface Entry {
	readonly participantId: string;
	readonly code: number;
	readonly said: string | null;
}

function entriesIn(raw: Json, asked: readonly ChatId[]): Entry[] {
	if (Array.isArray(raw) && raw.length > 0)
		return raw.map((entry: Json) =>
			entryOf(entry, personIds(entry).participantId ?? portableId(textAt(entry, 'requesterId'))),
		);
	const byId = isObject(raw) ? Object.entries(raw).filter(([key]) => portableId(key) !== null) : [];
	if (byId.length > 0) return byId.map(([key, entry]) => entryOf(entry ?? null, portableId(key)));
	return asked.map((participant) => entryOf(raw, formatChatId(participant)));
}

/** A decision on a request to join reports success or, failing that, the code. */
function codeOf(raw: Json): number {
	if (booleanAt(raw, 'success') === false) return numberAt(raw, 'error') ?? UNKNOWN_FAILURE;
	const status = textAt(raw, 'status') ?? numberAt(raw, 'code') ?? numberAt(raw, 'Error') ?? 200;
	return Number(status) || 200;
}

/** The status is text in NOWEB, a number elsewhere; GOWS reports only an error, which is 0 for none. */
const entryOf = (raw: Json, participantId: string | null): Entry => ({
	participantId: participantId ?? '',
	code: codeOf(raw),
	said: textAt(raw, 'message'),
});
