import { at, booleanAt, numberAt, textAt, type Json } from '../../portable/json';
import type { Restrictions } from '../../portable/shapes';
import { timeAt } from '../../portable/time';
import type { GatewayAnswer, Plan } from '../../transport/request';
import { path } from '../shared/path';
import { get } from './requests';

/** By the documentation one engine, WPP, does not get time locks, but it has the quota. */
const isNotImplemented = ({ status }: GatewayAnswer): boolean => status === 501;

/** Both restrictions of an account, each from its own route (release notes of 2026.8.1). */
export function* restrictionsOf(session: string): Plan<Json> {
	const place = path`/api/sessions/${session}`;
	const timelock = yield { ...get(`${place}/timelock`), tolerate: isNotImplemented };
	const { body: capping } = yield get(`${place}/capping`);
	return { timelock: isNotImplemented(timelock) ? null : timelock.body, capping };
}

/** WhatsApp's names for the levels of the quota. */
const QUOTA_STATUS: Readonly<Record<string, Restrictions['quotaStatus']>> = {
	NONE: 'free',
	FIRST_WARNING: 'firstWarning',
	SECOND_WARNING: 'secondWarning',
	CAPPED: 'usedUp',
};

/** An unknown level of the quota leaves it open whether conversations can be started. */
export function readRestrictions(raw: Json, { session }: { session: string }): Restrictions {
	const timelock = at(raw, 'timelock') ?? null;
	const capping = at(raw, 'capping') ?? null;
	const timelocked = booleanAt(timelock, 'isActive');
	const quotaStatus = QUOTA_STATUS[textAt(capping, 'cappingStatus') ?? ''] ?? null;
	const [quota, quotaUsed] = [numberAt(capping, 'totalQuota'), numberAt(capping, 'usedQuota')];
	return {
		session,
		canStartChats: canStart(timelocked, quotaStatus),
		timelocked,
		timelockEndsAt: timeAt(timelock, 'timeEnforcementEnds'),
		timelockReason: textAt(timelock, 'enforcementType'),
		quotaStatus,
		quota,
		quotaUsed,
		quotaLeft: quota === null || quotaUsed === null ? null : Math.max(0, quota - quotaUsed),
		quotaStartsAt: timeAt(capping, 'cycleStart'),
		quotaEndsAt: timeAt(capping, 'cycleEnd'),
	};
}

function canStart(
	timelocked: boolean | null,
	quotaStatus: Restrictions['quotaStatus'],
): boolean | null {
	if (timelocked === true || quotaStatus === 'usedUp') return false;
	return timelocked === null || quotaStatus === null ? null : true;
}
