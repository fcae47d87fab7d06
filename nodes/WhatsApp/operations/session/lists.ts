import { isObject, parseJson, type Json, type JsonObject } from '../../portable/json';
import { Refusal } from '../../portable/refusal';
import { asBoolean, asFilledText, asText, field, orElse } from '../field';
import { rowsOf } from '../fields';
import { optionalText } from './webhooks';

/** An app that WAHA runs for a session. */
export interface SessionApp {
	readonly app: string;
	/** Null to name it after the app and the session. */
	readonly id: string | null;
	readonly enabled: boolean;
	readonly config: JsonObject;
}

/** Texts that are added to every event of a session. */
export const metadata = field<Readonly<Record<string, string>>>(
	{
		displayName: 'Metadata',
		name: 'metadata',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add entry',
		default: {},
		description: 'Texts that WAHA puts into every event of the session',
		options: [
			{
				displayName: 'Entry',
				name: 'entry',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. customer',
					},
					{ displayName: 'Value', name: 'value', type: 'string', default: '' },
				],
			},
		],
	},
	(raw) =>
		Object.fromEntries(
			rowsOf(raw, 'entry', 'Metadata').map((get) => [
				asFilledText(get('name'), 'The name of a metadata entry').trim(),
				asText(get('value'), 'The value of a metadata entry'),
			]),
		),
);

/** The apps of a session on WAHA. */
export const apps = field<readonly SessionApp[]>(
	{
		displayName: 'Apps',
		name: 'apps',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add app',
		default: {},
		description: 'Every app of the session: one that is not listed is removed',
		options: [
			{
				displayName: 'App',
				name: 'app',
				values: [
					{
						displayName: 'App',
						name: 'app',
						type: 'string',
						default: '',
						placeholder: 'e.g. calls',
						description: 'As WAHA calls it, for example calls, chatwoot or mcp',
					},
					{
						displayName: 'Configuration',
						name: 'config',
						type: 'json',
						default: '{}',
						description: 'As the documentation of the app shows it',
					},
					{
						displayName: 'Enabled',
						name: 'enabled',
						type: 'boolean',
						default: true,
						description: 'Whether the app runs',
					},
					{
						displayName: 'ID',
						name: 'id',
						type: 'string',
						default: '',
						description: 'Leave empty to name it after the app and the session',
					},
				],
			},
		],
	},
	(raw) =>
		rowsOf(raw, 'app', 'Apps').map((get) => ({
			app: asFilledText(get('app'), 'The name of an app').trim(),
			id: optionalText(get('id'), 'The ID of an app'),
			enabled: asBoolean(orElse(get('enabled'), true), 'Enabled'),
			config: asJsonObject(orElse(get('config'), {}), 'The configuration of an app'),
		})),
);

function asJsonObject(raw: unknown, displayName: string): JsonObject {
	const value = typeof raw === 'string' ? parsed(raw.trim() || '{}') : raw;
	if (isObject(value)) return value;
	throw new Refusal(`${displayName} must be a JSON object`, 'Write it as { "name": "value" }.');
}

function parsed(text: string): Json {
	try {
		return parseJson(text);
	} catch {
		return null;
	}
}
