import { lidOf, phoneOf, portableId } from '../../../../portable/ids';
import { at, textAt, type Json } from '../../../../portable/json';
import type { Plan } from '../../../../transport/request';
import { found, lookUp } from '../../../shared/identity';
import type { Identity } from '../../../webhooks';
import { warestPayload } from '../../answers';
import { tool } from '../../tools';
import { isMadeUp } from './people';

/**
 * Asks WARest for the phone number behind a hidden id, or the other way round. It answers from its contacts, into which
 * it has written numbers made of the digits of hidden ids (0.3.44, observed), so those are not taken.
 */
export function* warestIdentify(session: string, known: Identity): Plan<Identity> {
	const lid = lidOf(portableId(known.lid));
	const phoneId = portableId(`${known.phone ?? ''}@c.us`);
	if (lid !== null && known.phone === null) {
		const phone = phoneOf(portableId(textAt(yield* resolved(session, lid), 'jid')));
		return { ...known, phone: phone === null || isMadeUp(phone, [lid]) ? null : phone };
	}
	if (phoneId !== null && known.phone !== null && known.lid === null) {
		const answer = yield* resolved(session, `${known.phone}@s.whatsapp.net`);
		const other = lidOf(portableId(textAt(answer, 'lid')));
		return { ...known, lid: other === null || isMadeUp(known.phone, [other]) ? null : other };
	}
	return known;
}

function* resolved(session: string, input: string): Plan<Json> {
	const request = tool('/api/v1/misc/whatsapp/resolve/jid-or-lid', { sessionId: session, input });
	const answer = yield lookUp(request);
	return found(answer) ? (at(warestPayload(answer), 'data') ?? null) : null;
}
