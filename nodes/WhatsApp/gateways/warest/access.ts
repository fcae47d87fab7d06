import { at, booleanAt, textAt } from '../../portable/json';
import type { Access } from '../gateway';
import { warestCode, warestPayload } from './answers';
import { sessionList } from './requests';

const KEY_HEADER = 'X-WAREST-API-KEY';

export const warestAccess: Access = {
	description: 'WhatsApp REST API',
	exampleUrl: 'http://warest:7308',
	keyHeader: KEY_HEADER,
	probe: sessionList,
	isOwnAnswer(answer) {
		const { body, status } = answer;
		if (status < 300) return Array.isArray(at(warestPayload(answer), 'items'));
		// Before a route is reached there is no envelope: "Missing X-WAREST-API-KEY", "Invalid X-WAREST-API-KEY" (0.3.44).
		if (textAt(body, 'error')?.endsWith(KEY_HEADER) === true) return true;
		return booleanAt(body, 'status') === false && warestCode(answer) !== null;
	},
};
