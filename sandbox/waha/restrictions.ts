import type { Session } from '../world';
import type { WahaContext } from './context';
import { sessionRouter } from './guard';
import type { WahaRouter } from './router';

/** WhatsApp's restrictions of an account (release notes of 2026.8.1, times in seconds). */
export function restrictionRoutes(route: WahaRouter, waha: WahaContext): void {
	const guarded = sessionRouter(route, waha);
	guarded('GET', '/api/sessions/:session/capping', (_call, { restrictions: { quota } }) => ({
		cappingStatus: quota.status,
		totalQuota: quota.total,
		usedQuota: quota.used,
		cycleStart: quota.start,
		cycleEnd: quota.end,
		mvStatus: 'NOT_ELIGIBLE',
		oteStatus: null,
	}));
	guarded('GET', '/api/sessions/:session/timelock', (_call, { restrictions }) => ({
		enforcementType: 'DEFAULT',
		isActive: restrictions.timelockedUntil !== null,
		timeEnforcementEnds: restrictions.timelockedUntil,
	}));
}

/** WhatsApp refuses a message to somebody with whom the account has not talked. The session keeps working. */
export function refuseRestricted(session: Session, chatId: string): void {
	const isNewPerson = /@(s\.whatsapp\.net|lid)$/.test(chatId) && !session.chats.find(chatId);
	if (!isNewPerson) return;
	const { timelockedUntil, quota } = session.restrictions;
	if (timelockedUntil !== null) throw new Error('server returned error 463');
	if (quota.status === 'CAPPED') throw new Error('server returned error 475');
}
