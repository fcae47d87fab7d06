import { quote, Refusal } from '../../portable/refusal';
import { asChoice, asFilledText, asInteger, asText, field, orElse, type Get } from '../field';
import { rowsOf, textList } from '../fields';

export type RetryPolicy = 'constant' | 'exponential' | 'linear';

/** Where WAHA sends the events of a session. */
export interface SessionWebhook {
	readonly url: string;
	readonly events: readonly string[];
	/** The key that signs each event; null for none. */
	readonly hmacKey: string | null;
	readonly retries: {
		readonly policy: RetryPolicy;
		readonly delaySeconds: number;
		readonly attempts: number;
	} | null;
	readonly headers: ReadonlyArray<{ readonly name: string; readonly value: string }>;
}

/**
 * Events that a session can send. A name that the server does not know makes the whole call fail (2024.10, observed).
 * The events for answers to events, for edits and for receipts in groups were added by 2026.7.1, the join request with
 * 2026.8.2.
 */
const EVENTS = [
	'call.accepted',
	'call.received',
	'call.rejected',
	'chat.archive',
	'engine.event',
	'event.response',
	'event.response.failed',
	'group.join',
	'group.leave',
	'group.v2.join',
	'group.v2.leave',
	'group.v2.participants',
	'group.v2.participants.join-request',
	'group.v2.update',
	'label.chat.added',
	'label.chat.deleted',
	'label.deleted',
	'label.upsert',
	'message',
	'message.ack',
	'message.ack.group',
	'message.any',
	'message.edited',
	'message.reaction',
	'message.revoked',
	'message.waiting',
	'poll.vote',
	'poll.vote.failed',
	'presence.update',
	'session.status',
	'state.change',
] as const;

/** A web address; a host without a dot is allowed, as in http://n8n:5678. */
export function asWebAddress(raw: unknown, displayName: string): string {
	const url = asFilledText(raw, displayName).trim();
	if (/^https?:\/\/[^\s/]/i.test(url) && URL.canParse(url)) return url;
	throw new Refusal(
		`${displayName} ${quote(url)} is no web address`,
		'It must start with http:// or https://.',
	);
}

/** Text that may be empty. */
export const optionalText = (raw: unknown, displayName: string): string | null =>
	asText(raw, displayName).trim() || null;

/** The webhooks of a session on WAHA. */
export const webhooks = field<readonly SessionWebhook[]>(
	{
		displayName: 'Webhooks',
		name: 'webhooks',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add webhook',
		default: {},
		description: 'Every webhook of the session: one that is not listed is removed',
		options: [
			{
				displayName: 'Webhook',
				name: 'webhook',
				values: [
					{
						displayName: 'Events',
						name: 'events',
						type: 'multiOptions',
						options: EVENTS.map((value) => ({ name: value, value })),
						default: ['message'],
						description: 'An older WAHA refuses the call when it does not know one of them',
					},
					{
						displayName: 'Headers',
						name: 'headers',
						type: 'fixedCollection',
						typeOptions: { multipleValues: true },
						placeholder: 'Add header',
						default: {},
						options: [
							{
								displayName: 'Header',
								name: 'header',
								values: [
									{ displayName: 'Name', name: 'name', type: 'string', default: '' },
									{
										displayName: 'Value',
										name: 'value',
										type: 'string',
										typeOptions: { password: true },
										default: '',
									},
								],
							},
						],
					},
					{
						displayName: 'HMAC Key',
						name: 'hmacKey',
						type: 'string',
						typeOptions: { password: true },
						default: '',
						description: 'Signs each event; leave empty to send them unsigned',
					},
					{
						displayName: 'Retries',
						name: 'retryPolicy',
						type: 'options',
						options: [
							{ name: 'Constant Delay', value: 'constant' },
							{ name: 'Exponential Delay', value: 'exponential' },
							{ name: 'Gateway Default', value: 'gatewayDefault' },
							{ name: 'Linear Delay', value: 'linear' },
						],
						default: 'gatewayDefault',
						description: 'How the pause grows after each try that failed',
					},
					{
						displayName: 'Retry Attempts',
						name: 'retryAttempts',
						type: 'number',
						displayOptions: { show: { retryPolicy: ['constant', 'exponential', 'linear'] } },
						typeOptions: { minValue: 0, maxValue: 1000 },
						default: 15,
					},
					{
						displayName: 'Retry Delay (Seconds)',
						name: 'retryDelaySeconds',
						type: 'number',
						displayOptions: { show: { retryPolicy: ['constant', 'exponential', 'linear'] } },
						typeOptions: { minValue: 0, maxValue: 86400 },
						default: 2,
						description: 'To the first retry',
					},
					{
						displayName: 'URL',
						name: 'url',
						type: 'string',
						default: '',
						placeholder: 'e.g. https://example.com/events',
					},
				],
			},
		],
	},
	(raw) => rowsOf(raw, 'webhook', 'Webhooks').map(readWebhook),
);

const readWebhook = (get: Get): SessionWebhook => ({
	url: asWebAddress(get('url'), 'The URL of a webhook'),
	events: readEvents(get('events') ?? ['message']),
	hmacKey: optionalText(get('hmacKey'), 'HMAC Key'),
	retries: readRetries(get),
	headers: rowsOf(get('headers'), 'header', 'Headers').map((header) => ({
		name: asFilledText(header('name'), 'The name of a header').trim(),
		value: asText(header('value'), 'The value of a header'),
	})),
});

/** Names are not checked against the list above, because a newer server has more. */
function readEvents(raw: unknown): string[] {
	const events = textList(raw, 'Events');
	if (events.length === 0)
		throw new Refusal('A webhook has no events', 'Choose the events that it shall get.');
	return events;
}

function readRetries(get: Get): SessionWebhook['retries'] {
	const policy = asChoice(orElse(get('retryPolicy'), 'gatewayDefault'), 'Retries', [
		'constant',
		'exponential',
		'gatewayDefault',
		'linear',
	] as const);
	if (policy === 'gatewayDefault') return null;
	return {
		policy,
		delaySeconds: asInteger(
			orElse(get('retryDelaySeconds'), 2),
			'Retry Delay (Seconds)',
			0,
			86_400,
		),
		attempts: asInteger(orElse(get('retryAttempts'), 15), 'Retry Attempts', 0, 1_000),
	};
}
