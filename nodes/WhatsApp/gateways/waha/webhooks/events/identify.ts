import { lidOf, phoneOf, portableId } from '../../../../portable/ids';
import { textAt } from '../../../../portable/json';
import type { Plan } from '../../../../transport/request';
import { found, lookUp } from '../../../shared/identity';
import { path } from '../../../shared/path';
import type { Identity } from '../../../webhooks';
import { get } from '../../requests';

/** Asks WAHA for the phone number behind a hidden id, or the other way round (2025 and later). */
export function* wahaIdentify(session: string, known: Identity): Plan<Identity> {
	const lid = lidOf(portableId(known.lid));
	const phoneId = portableId(`${known.phone ?? ''}@c.us`);
	if (lid !== null && known.phone === null) {
		const answer = yield lookUp(get(path`/api/${session}/lids/${lid}`));
		const phone = phoneOf(portableId(found(answer) ? textAt(answer.body, 'pn') : null));
		return { ...known, phone: `${phone}@lid` === lid ? null : phone };
	}
	if (phoneId !== null && known.lid === null) {
		const answer = yield lookUp(get(path`/api/${session}/lids/pn/${phoneId}`));
		return {
			...known,
			lid: lidOf(portableId(found(answer) ? textAt(answer.body, 'lid') : null)),
		};
	}
	return known;
}
