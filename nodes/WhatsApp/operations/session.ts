import type { Session } from '../portable/shapes';
import { limit, session } from './fields';
import { file, many, one, operation } from './operation';

export const sessionResource = {
	name: 'Session',
	operations: {
		get: operation({
			name: 'Get',
			action: 'Get a session',
			description: 'Get the state of one session and the phone behind it',
			fields: { session },
			returns: one<Session>(),
		}),
		getMany: operation({
			name: 'Get Many',
			action: 'Get many sessions',
			description: 'List the sessions on the gateway, stopped ones too',
			fields: { limit },
			returns: many<Session>(),
		}),
		getQrCode: operation({
			name: 'Get QR Code',
			action: 'Get the QR code of a session',
			description: 'Get the picture to scan in WhatsApp under Linked Devices, as a PNG file',
			fields: { session },
			returns: file(),
		}),
	},
};
