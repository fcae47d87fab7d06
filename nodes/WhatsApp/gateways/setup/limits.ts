import type { LimitLeft, SetupCheck } from '../../portable/shapes';
import { bad, good, open } from './check';

const NAMES: Readonly<Record<LimitLeft['name'], string>> = {
	rateLimit: 'the rate limit',
	quota: 'the quota',
};

const left = ({ limit, name, remaining, resetsInSeconds }: LimitLeft): string =>
	`${remaining}${limit === null ? '' : ` of ${limit}`} left of ${NAMES[name]} for ${resetsInSeconds} s`;

export function checkLimits(limits: readonly LimitLeft[], gatewayName: string): SetupCheck {
	if (limits.length === 0) return open(`${gatewayName} tells of no limits`);
	const seen = limits.map(left).join(', ');
	const used = limits.filter(({ remaining }) => remaining <= 0);
	if (used.length === 0) return good(seen);
	const seconds = Math.max(...used.map(({ resetsInSeconds }) => resetsInSeconds));
	return bad(seen, `Wait ${seconds} seconds, or raise the limit on the server.`);
}
