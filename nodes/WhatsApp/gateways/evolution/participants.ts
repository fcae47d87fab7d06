import type { ParticipantsChange } from '../../operations/group/answers';
import { formatChatId, portableId, type ChatId } from '../../portable/ids';
import { listAt, textAt, type Json } from '../../portable/json';
import type { GatewayRequest, Plan } from '../../transport/request';
import { ALREADY_MEMBER, REASONS } from '../../engines/participants';
import { refuseNobody } from '../shared/problems';

export type Change = 'add' | 'remove' | 'promote' | 'demote';

interface Members {
	readonly session: string;
	readonly groupId: ChatId;
	readonly participants: readonly ChatId[];
}

/**
 * Changes participants of a group. The server answers 201 even if WhatsApp refused each of them (2.3.7, read in its
 * source).
 * @throws GatewayProblem when it reached nobody
 */
export function* changeParticipants(
	m: Members,
	change: Change,
	request: GatewayRequest,
): Plan<Json> {
	const { body } = yield request;
	refuseNobody('Evolution API', readChange(body, m, change));
	return body;
}

/** Whom a change reached: the answer has a code for each person, as text. People it leaves out were not found. */
export function readChange(raw: Json, m: Members, change: Change): ParticipantsChange {
	const entries = listAt(raw, 'updateParticipants').map((entry) => ({
		participantId: portableId(textAt(entry, 'jid')) ?? textAt(entry, 'jid') ?? '',
		code: Number(textAt(entry, 'status') ?? Number.NaN),
	}));
	const isDone = (code: number): boolean =>
		code < 300 || (code === ALREADY_MEMBER && change === 'add');
	const failed = entries
		.filter(({ code }) => !isDone(code))
		.map(({ participantId, code }) => ({
			participantId,
			reason: REASONS[code] ?? `was turned down by WhatsApp with code ${code}`,
		}));
	return {
		session: m.session,
		chatId: formatChatId(m.groupId),
		done: entries.filter(({ code }) => isDone(code)).map(({ participantId }) => participantId),
		failed: [...failed, ...leftOut(m, entries)],
	};
}

/** The answer may name people by other ids than the requested ones, so the count shows whether any is left out. */
function leftOut(
	m: Members,
	entries: ReadonlyArray<{ readonly participantId: string }>,
): ParticipantsChange['failed'] {
	if (entries.length >= m.participants.length) return [];
	const named = entries.map(({ participantId }) => participantId);
	return m.participants
		.map(formatChatId)
		.filter((participantId) => !named.includes(participantId))
		.map((participantId) => ({ participantId, reason: 'was left out: not on WhatsApp' }));
}
