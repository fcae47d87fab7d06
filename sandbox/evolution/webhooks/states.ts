import type { Session, SessionStatus } from '../../world';
import { type EvolutionContext, stateOf } from '../context';
import { qrCode } from '../instances';
import { pictureUrl } from '../pictures';
import type { Tagged } from './deliverer';

/** Codes of a lost connection (Baileys' `DisconnectReason`). */
const REASONS: Partial<Record<SessionStatus, number>> = {
	replaced: 440,
	loggedOut: 401,
	failed: 428,
};
const OK = 200;

/** Updates the states in an instance's record. */
export function noteState(
	status: SessionStatus,
	session: Session,
	evolution: EvolutionContext,
): void {
	const registration = evolution.registration(session);
	if (status === 'waitingForQr') registration.qrCount += 1;
	if (status === 'working') {
		registration.qrCount = 0;
		registration.pairingCode = null;
	}
	if (stateOf(session) === 'close')
		registration.disconnection = { code: REASONS[status] ?? OK, at: evolution.nowIso() };
}

/**
 * The events for an instance's state. Nothing while it reconnects by itself, until it is connected again; `refused` if
 * no more QR codes are shown (server source).
 */
export async function stateEvents(
	status: SessionStatus,
	session: Session,
	evolution: EvolutionContext,
): Promise<Tagged[]> {
	switch (status) {
		case 'starting':
			return [connection(session, 'connecting', OK)];
		case 'working': {
			const more = {
				wuid: session.myId,
				profileName: session.account?.name ?? null,
				profilePictureUrl: pictureUrl(session.myId, session, evolution.settings.baseUrl),
			};
			return [connection(session, 'open', OK, more)];
		}
		case 'waitingForQr': {
			const code = await qrCode(session, evolution.registration(session));
			const qrcode = { instance: session.name, ...code };
			return [{ name: 'QRCODE_UPDATED', event: 'qrcode.updated', data: { qrcode } }];
		}
		case 'reconnecting':
			return [];
		default:
			return closed(status, session, evolution);
	}
}

function connection(session: Session, state: string, statusReason: number, more = {}): Tagged {
	const data = { instance: session.name, ...more, state, statusReason };
	return { name: 'CONNECTION_UPDATE', event: 'connection.update', data };
}

function closed(status: SessionStatus, session: Session, evolution: EvolutionContext): Tagged[] {
	const code = REASONS[status] ?? OK;
	const update = connection(session, status === 'failed' ? 'refused' : 'close', code);
	if (status !== 'loggedOut') return [update];
	const data = {
		instance: session.name,
		status: 'closed',
		disconnectionReasonCode: code,
		disconnectionAt: evolution.nowIso(),
		disconnectionObject: JSON.stringify({ error: { output: { statusCode: code } } }),
	};
	return [{ name: 'STATUS_INSTANCE', event: 'status.instance', data }, update];
}
