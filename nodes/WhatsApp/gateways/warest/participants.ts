import type { ParticipantsChange } from '../../operations/group/answers';
import { formatChatId, type ChatId } from '../../portable/ids';
import { isObject, listAt, objectAt, textAt, type Json } from '../../portable/json';
import type { GatewayRequest, Plan } from '../../transport/request';
import { personIds } from '../../engines/groups';
import { refuseNobody } from '../shared/problems';
import { warestPayload } from './answers';
import { warestJid } from './requests';

interface Members {
	readonly session: string;
	readonly groupId: ChatId;
	readonly participants: readonly ChatId[];
}

/** The fields that all routes for participants share. */
export const members = (m: Members): { groupId: string; participants: string[] } => ({
	groupId: warestJid(m.groupId),
	participants: m.participants.map(warestJid),
});

/**
 * Changes participants of a group. WARest answers 200 or 207 whatever the result (0.3.44, observed).
 * @throws GatewayProblem when it reached nobody
 */
export function* changeParticipants(m: Members, request: GatewayRequest): Plan<Json> {
	const raw = warestPayload(yield request);
	refuseNobody('WARest', readChange(raw, m));
	return raw;
}

/** Names of the lists of people whom a change reached, and whom it did not. */
const DONE = ['addedParticipants', 'removedParticipants', 'approvedParticipants'];
const FAILED = ['failedToAdd', 'failedToRemove', 'failedToApprove'];

/** Whether a participant's status means that nothing happened; any other one names what was done. */
const isFailure = (status: string | null): boolean =>
	status !== null && /fail|not |error|denied|forbidden/i.test(status);

/**
 * Whom a change reached. Adding, removing and approving return two lists, the others a status per participant. Numbers
 * that are not on WhatsApp or not in the group are in neither (0.3.44, observed): they count as failed.
 */
export function readChange(raw: Json, m: Members): ParticipantsChange {
	const each = listAt(raw, 'participants');
	const done = [
		...DONE.flatMap((name) => [...listAt(raw, name)]),
		...each.filter((entry) => !isFailure(textAt(entry, 'status'))),
	].map(idOf);
	const failed = [
		...FAILED.flatMap((name) => [...listAt(raw, name)]),
		...each.filter((entry) => isFailure(textAt(entry, 'status'))),
	].map((entry) => ({ participantId: idOf(entry), reason: reasonOf(entry) }));
	return {
		session: m.session,
		chatId: formatChatId(m.groupId),
		done,
		failed: [...failed, ...leftOut(m, [...done, ...failed.map((entry) => entry.participantId)])],
	};
}

const idOf = (entry: Json): string => personIds(entry).participantId ?? textAt(entry) ?? '';

function reasonOf(entry: Json): string {
	const about = isObject(entry) ? objectAt(entry) : {};
	const said = textAt(about, 'error') ?? textAt(about, 'reason') ?? textAt(about, 'status');
	return said === null ? 'was turned down by WhatsApp' : `was turned down: ${said}`;
}

/** An answer may name people by other ids than the requested ones, so the count shows whether any is left out. */
function leftOut(m: Members, named: readonly string[]): ParticipantsChange['failed'] {
	if (named.length >= m.participants.length) return [];
	return m.participants
		.map(formatChatId)
		.filter((participantId) => !named.includes(participantId))
		.map((participantId) => ({
			participantId,
			reason: 'was left out by WARest: not on WhatsApp, or not in the group',
		}));
}
