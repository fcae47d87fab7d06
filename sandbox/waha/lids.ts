import { isLidId, PERSON_SUFFIX, type Session, userPart } from '../world';
import type { WahaContext } from './context';
import { sessionRouter } from './guard';
import { toChatId } from './ids';
import { paged } from './lists';
import type { WahaRouter } from './router';

interface Pair {
	lid: string;
	/** The phone address, as the world has it. */
	pn: string;
}

/** Hidden ids and the phone numbers behind them, as far as the account knows. */
export function lidRoutes(route: WahaRouter, waha: WahaContext): void {
	const guarded = sessionRouter(route, waha);
	const lids = '/api/:session/lids';
	guarded('GET', lids, (call, session) =>
		paged(pairsOf(session), { limit: '100', ...call.query }, {}).map(shown),
	);
	guarded('GET', `${lids}/count`, (_call, session) => ({ count: pairsOf(session).length }));
	guarded('GET', `${lids}/pn/:phoneNumber`, ({ params }, session) => {
		const pn = `${userPart(params.phoneNumber ?? '')}${PERSON_SUFFIX}`;
		const found = pairsOf(session).find((pair) => pair.pn === pn);
		return { lid: found?.lid ?? null, pn: toChatId(pn) };
	});
	guarded('GET', `${lids}/:lid`, ({ params }, session) => {
		const lid = `${userPart(params.lid ?? '')}@lid`;
		const found = pairsOf(session).find((pair) => pair.lid === lid);
		return found ? shown(found) : { lid, pn: null };
	});
}

function shown({ lid, pn }: Pair): object {
	return { lid, pn: toChatId(pn) };
}

function pairsOf(session: Session): Pair[] {
	return session.contacts.all().flatMap(({ id, lid, phoneId }) => {
		if (isLidId(id)) return phoneId ? [{ lid: id, pn: phoneId }] : [];
		return lid ? [{ lid, pn: id }] : [];
	});
}
