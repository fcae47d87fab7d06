import { isObject, type JsonObject } from '../http/json';

/** Longest session name (2024.10.8, observed). */
const LONGEST_NAME = 54;

/** The validation pipe's messages for `POST /api/sessions`, in its order; empty if all is well. */
export function sessionProblems(body: JsonObject, events: readonly string[]): string[] {
	const problems: string[] = [];
	if (body.name !== undefined && body.name !== null) {
		if (typeof body.name !== 'string' || body.name.length > LONGEST_NAME) {
			problems.push(`name must be shorter than or equal to ${LONGEST_NAME} characters`);
		}
		if (typeof body.name !== 'string') problems.push('name must be a string');
	}
	if (body.start !== undefined && body.start !== null && typeof body.start !== 'boolean') {
		problems.push('start must be a boolean value');
	}
	return [...problems, ...configProblems(body.config, events)];
}

/** The pipe's messages for a session's `config`; `events` are those that the server knows. */
export function configProblems(config: unknown, events: readonly string[]): string[] {
	if (!isObject(config) || config.webhooks === undefined) return [];
	if (!Array.isArray(config.webhooks)) return ['config.webhooks must be an array'];
	return config.webhooks.flatMap((webhook: unknown, index) =>
		webhookProblems(webhook, events).map((problem) => `config.webhooks.${index}.${problem}`),
	);
}

function webhookProblems(webhook: unknown, known: readonly string[]): string[] {
	if (!isObject(webhook))
		return ['each value in nested property webhooks must be either object or array'];
	const problems: string[] = [];
	if (!isUrl(webhook.url)) problems.push('url must be a URL address');
	if (!Array.isArray(webhook.events)) return [...problems, 'events must be an array'];
	if (
		!webhook.events.every((event: unknown) => typeof event === 'string' && known.includes(event))
	) {
		problems.push(`each value in events must be one of the following values: ${known.join(', ')}`);
	}
	return problems;
}

/** A scheme is required, a dot in the host is not: `http://n8n:5678/…` is accepted (2024.10.8, observed). */
function isUrl(value: unknown): boolean {
	return typeof value === 'string' && /^https?:\/\/[^\s/]+/.test(value) && URL.canParse(value);
}

/** The pipe's messages for a list of buttons (2024.10.8, observed for a missing one). */
export function buttonProblems(buttons: unknown): string[] {
	const list = Array.isArray(buttons) ? buttons : undefined;
	const problems: string[] = [];
	if (!list || list.length > 4) problems.push('buttons must contain no more than 4 elements');
	if (!list || list.length < 1) problems.push('buttons must contain at least 1 elements');
	if (!list) problems.push('buttons must be an array');
	return problems;
}

/** A number in a query with a transforming pipe: undefined if absent, a message if it is not a number. */
export function queryNumber(
	query: JsonObject,
	name: string,
	problems: string[],
): number | undefined {
	const value = query[name];
	if (value === undefined) return undefined;
	const number = Number(value);
	if (Number.isNaN(number))
		problems.push(`${name} must be a number conforming to the specified constraints`);
	return number;
}

export function queryChoice(
	query: JsonObject,
	name: string,
	choices: string[],
	problems: string[],
): string | undefined {
	const value = query[name];
	if (value === undefined) return undefined;
	if (typeof value === 'string' && choices.includes(value)) return value;
	problems.push(`${name} must be one of the following values: ${choices.join(', ')}`);
	return undefined;
}
