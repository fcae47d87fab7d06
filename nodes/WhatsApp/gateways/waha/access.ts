import { numberAt, textAt, type Json } from '../../portable/json';
import type { Access } from '../gateway';
import { get } from './requests';

const isSession = (entry: Json): boolean =>
	textAt(entry, 'name') !== null && textAt(entry, 'status') !== null;

export const wahaAccess: Access = {
	description: 'WhatsApp HTTP API',
	exampleUrl: 'http://waha:3000',
	keyHeader: 'X-Api-Key',
	// Open to the keys of single sessions, too, which see their own session in it.
	probe: get('/api/sessions'),
	isOwnAnswer: ({ status, body }) =>
		status < 300
			? Array.isArray(body) && body.every(isSession)
			: // Its framework, NestJS, repeats the status in the body. 404 is that framework's, but without WAHA's route.
				status !== 404 && numberAt(body, 'statusCode') === status,
};
