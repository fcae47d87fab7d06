import { parseSessionName } from '../portable/ids';
import { Refusal } from '../portable/refusal';
import type { Restrictions, Session, SessionStatus } from '../portable/shapes';
import { choice, limit, phone, session, toggle } from './fields';
import { asFilledText, field, optionsField } from './field';
import { command, file, many, one, operation, resource } from './operation';
import { sessionConfig } from './session/config';
import { asWebAddress } from './session/webhooks';

/** The account of a session; everything but the session is null while nobody is logged in. */
export type Me = {
	session: string;
	contactId: string | null;
	phone: string | null;
	lid: string | null;
	name: string | null;
};

/** The code to type under Linked Devices > Link With Phone Number. */
export type PairingCode = { session: string; phone: string; code: string | null };

/** The session after an action, with its state as far as the gateway reports it. */
export type ActedOnSession = { session: string; status: SessionStatus | null };

/** WARest 0.3.44 accepts a shorter secret, and then delivers nothing. */
const MIN_SECRET = 6;

const sessionName = field(
	{
		displayName: 'Session Name',
		name: 'sessionName',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. sales',
		description: 'Letters, digits, dots, dashes and underscores',
	},
	(raw) => parseSessionName(asFilledText(raw, 'Session Name')),
);

const includeApps = toggle(
	{
		displayName: 'Include Apps',
		name: 'includeApps',
		description: 'Whether the answer tells the apps too; they are seen with Simplify off',
	},
	true,
);

const webhookUrl = field(
	{
		displayName: 'Webhook URL',
		name: 'webhookUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/events',
		description: 'Where the events of the session are sent',
	},
	(raw) => asWebAddress(raw, 'Webhook URL'),
);

const webhookSecret = field(
	{
		displayName: 'Webhook Secret',
		name: 'webhookSecret',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		description: 'Signs the events; at least 6 characters',
	},
	(raw) => {
		const secret = asFilledText(raw, 'Webhook Secret').trim();
		if (secret.length >= MIN_SECRET) return secret;
		throw new Refusal(
			'Webhook Secret is too short',
			`With fewer than ${MIN_SECRET} characters no event would be delivered.`,
		);
	},
);

export const sessionResource = resource({
	name: 'Session',
	preset: 'getMany',
	operations: {
		getMany: operation({
			name: 'Get Many',
			action: 'Get many sessions',
			description: 'List the sessions on the gateway, stopped ones too',
			fields: { limit, options: optionsField({ includeApps }) },
			returns: many<Session>(),
		}),
		get: operation({
			name: 'Get',
			action: 'Get a session',
			description: 'Get the state of one session and the phone behind it',
			fields: { session, options: optionsField({ includeApps }) },
			returns: one<Session>(),
		}),
		getMe: operation({
			name: 'Get Me',
			action: 'Get the account of a session',
			description: 'Get the own WhatsApp account; its fields are empty while no phone is linked',
			fields: { session },
			returns: one<Me>(),
		}),
		getRestrictions: operation({
			name: 'Get Restrictions',
			action: 'Get the restrictions of a session',
			description:
				'See if WhatsApp lets the account start conversations, how many are left, and until when it does not',
			fields: { session },
			returns: one<Restrictions>(),
		}),
		getQrCode: operation({
			name: 'Get QR Code',
			action: 'Get the QR code of a session',
			description: 'Get the picture to scan in WhatsApp under Linked Devices, as a PNG file',
			fields: { session },
			returns: file<{ session: string }>(),
		}),
		getPairingCode: operation({
			name: 'Get Pairing Code',
			action: 'Get a pairing code for a session',
			description: 'Get a code to type in WhatsApp under Linked Devices, in place of the QR code',
			fields: {
				session,
				phone,
				options: optionsField({
					method: choice(
						{
							displayName: 'Send Code By',
							name: 'method',
							description: 'How WhatsApp gives a code for registration; leave out to link a device',
						},
						[
							{ name: 'SMS', value: 'sms' },
							{ name: 'Voice Call', value: 'voice' },
						],
					),
				}),
			},
			returns: one<PairingCode>(),
		}),
		getScreenshot: operation({
			name: 'Get Screenshot',
			action: 'Get a screenshot of a session',
			description: 'Get a picture of the browser in which a session of WEBJS or WPP runs',
			fields: { session },
			returns: file<{ session: string }>(),
		}),
		create: operation({
			name: 'Create',
			action: 'Create a session',
			description: 'Add a session, to which a phone is then linked by QR code or pairing code',
			fields: {
				sessionName,
				start: toggle(
					{
						displayName: 'Start',
						name: 'start',
						description: 'Whether the session starts at once, so that there is a QR code to scan',
					},
					true,
				),
				options: optionsField(sessionConfig),
			},
			returns: one<Session>(),
		}),
		update: operation({
			name: 'Update',
			action: 'Update a session',
			description:
				'Change the settings of a session; what is not set stays. WAHA reconnects a running session when something changes.',
			fields: {
				session,
				options: optionsField({
					...sessionConfig,
					preflight: toggle(
						{
							displayName: 'Test Webhook',
							name: 'preflight',
							description: 'Whether a test event must reach the webhook before it is saved',
						},
						true,
					),
					webhookSecret,
					webhookUrl,
				}),
			},
			returns: command<{ session: string; changed: boolean }>(),
		}),
		start: operation({
			name: 'Start',
			action: 'Start a session',
			description: 'Start a session that is stopped; one that runs stays as it is',
			fields: { session },
			returns: command<ActedOnSession>(),
		}),
		stop: operation({
			name: 'Stop',
			action: 'Stop a session',
			description: 'Disconnect a session until it is started again; the phone stays linked',
			fields: { session },
			returns: command<ActedOnSession>(),
		}),
		restart: operation({
			name: 'Restart',
			action: 'Restart a session',
			description: 'Stop a session and start it again; it is not connected for some seconds',
			fields: { session },
			returns: command<ActedOnSession>(),
		}),
		logout: operation({
			name: 'Log Out',
			action: 'Log a session out',
			description:
				'Unlink the phone. Its login is destroyed and the QR code must be scanned again; the session stays.',
			fields: {
				session,
				options: optionsField({
					purgeApps: toggle(
						{
							displayName: 'Purge Apps',
							name: 'purgeApps',
							description: 'Whether what the apps of the session keep is removed too',
						},
						true,
					),
				}),
			},
			returns: command<ActedOnSession>(),
			destructive: true,
		}),
		delete: operation({
			name: 'Delete',
			action: 'Delete a session',
			description: 'Log the phone out and remove the session with everything kept for it',
			fields: { session },
			returns: command<{ session: string }>(),
			destructive: true,
		}),
	},
});
