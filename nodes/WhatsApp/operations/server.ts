import { parseSessionName } from '../portable/ids';
import { Refusal } from '../portable/refusal';
import type { SetupReport } from '../portable/shapes';
import { asChoice, asFilledText, asText, field, optionsField, type Field } from './field';
import { choice, optionText, toggle, wholeNumber } from './fields';
import { command, file, one, operation, plainOne, resource } from './operation';

export type HealthStatus = 'healthy' | 'degraded' | 'unhealthy';

/** A service that a gateway depends on. */
export type Dependency = { healthy: boolean; message: string | null };

/** A report is a successful answer even if it says that the gateway is in bad health. */
export type Health = {
	healthy: boolean;
	status: HealthStatus;
	details: Record<string, Dependency>;
};

export type Readiness = { ready: boolean; details: Record<string, Dependency> };

export type Version = {
	gateway: string;
	version: string | null;
	engine: string | null;
	tier: string | null;
	browser: string | null;
	platform: string | null;
};

export type ServerStatus = {
	startedAt: string | null;
	uptimeSeconds: number | null;
	workerId: string | null;
};

export type CpuHistory = {
	period: string | null;
	interval: string | null;
	averagePercent: number | null;
	maxPercent: number | null;
	samples: Array<{ timestamp: string | null; usagePercent: number | null }>;
};

/** A time of day at which the server restarts, or null to stop restarting. */
export type RestartTime = string | null;

const restartTime: Field<RestartTime> = {
	properties: [
		{
			displayName: 'Schedule',
			name: 'restartSchedule',
			type: 'options',
			options: [
				{ name: 'Every Day', value: 'daily' },
				{ name: 'Never', value: 'never', description: 'Cancels the restarts that were scheduled' },
			],
			default: 'daily',
		},
		{
			displayName: 'Time',
			name: 'restartTime',
			type: 'string',
			default: '',
			required: true,
			displayOptions: { show: { restartSchedule: ['daily'] } },
			placeholder: 'e.g. 03:30',
			description: 'Hours and minutes, from 00:00 to 23:59',
		},
	],
	read: (get) => {
		const schedule = asChoice(get('restartSchedule') ?? 'daily', 'Schedule', [
			'daily',
			'never',
		] as const);
		return schedule === 'never' ? null : asTime(asFilledText(get('restartTime'), 'Time').trim());
	},
};

function asTime(text: string): string {
	if (/^([01]?\d|2[0-3]):[0-5]\d$/.test(text)) return text.padStart(5, '0');
	throw new Refusal('Time is no time of day', 'Write hours and minutes, for example 03:30.');
}

export const serverResource = resource({
	name: 'Server',
	preset: 'ping',
	operations: {
		checkSetup: operation({
			name: 'Check Setup',
			action: 'Check the setup',
			description:
				'Check that n8n and the gateway can work together: address, key, sessions, webhooks, clocks and limits, each with the next step. Nothing is changed, and what is wrong is a result and no error.',
			fields: {
				options: optionsField({
					onlySession: field(
						{
							displayName: 'Session',
							name: 'onlySession',
							type: 'string',
							default: '',
							placeholder: 'e.g. default',
							description: 'The only session that counts; all of them if left out',
						},
						(raw) => parseSessionName(asText(raw, 'Session')),
					),
				}),
			},
			returns: plainOne<SetupReport>(),
		}),
		ping: operation({
			name: 'Ping',
			action: 'Ping the gateway',
			description: 'Check that the gateway answers, and whether it asks for an API key at all',
			fields: {},
			returns: command<{ gateway: string; apiKeyRequired: boolean }>(),
		}),
		getVersion: operation({
			name: 'Get Version',
			action: 'Get the version of the gateway',
			description: 'Get the version of the gateway and what it runs on',
			fields: {},
			returns: one<Version>(),
		}),
		getHealth: operation({
			name: 'Get Health',
			action: 'Get the health of the gateway',
			description: 'Check the gateway and what it depends on; a gateway that is ill is no error',
			fields: {},
			returns: one<Health>(),
		}),
		getReadiness: operation({
			name: 'Get Readiness',
			action: 'Get the readiness of the gateway',
			description: 'Check whether the gateway can take requests; one that cannot yet is no error',
			fields: {},
			returns: one<Readiness>(),
		}),
		getUptime: operation({
			name: 'Get Uptime',
			action: 'Get the uptime of the gateway',
			description: 'See since when the gateway runs',
			fields: {},
			returns: one<ServerStatus>(),
		}),
		getEnvironment: operation({
			name: 'Get Environment',
			action: 'Get the environment of the gateway',
			description:
				'Get the settings the gateway was started with. Keys and passwords among them come out as ***.',
			fields: {
				options: optionsField({
					all: toggle(
						{
							displayName: 'All Variables',
							name: 'all',
							description:
								'Whether to get the variables that are not the own ones of the gateway too',
						},
						true,
					),
				}),
			},
			returns: plainOne<Record<string, string | null>>(),
		}),
		getCpuHistory: operation({
			name: 'Get CPU History',
			action: 'Get the CPU history of the gateway',
			description: 'See how busy the machine was since the gateway started',
			fields: {
				options: optionsField({
					interval: choice(
						{ displayName: 'Interval', name: 'interval', description: 'Time between two values' },
						[
							{ name: '1 Hour', value: '1h' },
							{ name: '1 Minute', value: '1m' },
							{ name: '15 Minutes', value: '15m' },
							{ name: '30 Minutes', value: '30m' },
							{ name: '5 Minutes', value: '5m' },
						],
						'5m',
					),
					period: choice(
						{ displayName: 'Period', name: 'period', description: 'How far back it goes' },
						[
							{ name: '1 Hour', value: '1h' },
							{ name: '12 Hours', value: '12h' },
							{ name: '24 Hours', value: '24h' },
							{ name: '30 Days', value: '30d' },
							{ name: '6 Hours', value: '6h' },
							{ name: '7 Days', value: '7d' },
						],
					),
				}),
			},
			returns: one<CpuHistory>(),
		}),
		getHeapSnapshot: operation({
			name: 'Get Heap Snapshot',
			action: 'Get a heap snapshot of the gateway',
			description:
				'Get the memory of the gateway as a file for developers. It is large, holds messages and keys, and nothing else is done meanwhile.',
			fields: {},
			returns: file(),
		}),
		restart: operation({
			name: 'Restart',
			action: 'Restart the gateway',
			description:
				'Restart the whole server with all its sessions. It cannot be called off, and nothing is sent until it is back.',
			fields: {
				options: optionsField({
					delaySeconds: wholeNumber(
						{
							displayName: 'Delay (Seconds)',
							name: 'delaySeconds',
							description: 'Until it begins',
						},
						{ min: 2, max: 1800, standard: 4 },
					),
					reason: optionText({
						displayName: 'Reason',
						name: 'reason',
						placeholder: 'e.g. weekly maintenance',
						description: 'Is written into the log',
					}),
				}),
			},
			returns: command<{ scheduledAt: string | null; alreadyPending: boolean }>(),
		}),
		scheduleRestart: operation({
			name: 'Schedule Restart',
			action: 'Schedule a daily restart of the gateway',
			description:
				'Restart the whole server with all its sessions every day at one time, or no longer',
			fields: {
				restartTime,
				options: optionsField({
					timezone: optionText({
						displayName: 'Timezone',
						name: 'timezone',
						placeholder: 'e.g. Europe/Berlin',
						description: 'Of the time above; that of the server if left out',
					}),
				}),
			},
			returns: command<{
				scheduled: boolean;
				time: string | null;
				timezone: string | null;
				nextRestartAt: string | null;
			}>(),
		}),
		stop: operation({
			name: 'Stop',
			action: 'Stop the gateway',
			description:
				'Stop the whole server with all its sessions. Only a container that restarts by itself comes back.',
			fields: {
				options: optionsField({
					force: toggle(
						{
							displayName: 'Force',
							name: 'force',
							description: 'Whether it stops at once, without finishing what it is doing',
						},
						true,
					),
				}),
			},
			returns: command<{ stopping: boolean }>(),
		}),
	},
});
