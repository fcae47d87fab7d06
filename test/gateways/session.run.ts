import type { JsonObject } from '../../nodes/WhatsApp/portable/json';
import { answer, dryRun, type DryRun, type Parameters } from '../support/dryRun';

export { items, lines } from '../support/dryRun';

export type Answer = ReturnType<typeof answer>;

export const waha = async (
	operation: string,
	parameters: Parameters,
	...answers: Answer[]
): Promise<DryRun> => await dryRun('waha', ['session', operation], parameters, answers);
export const warest = async (
	operation: string,
	parameters: Parameters,
	...answers: Answer[]
): Promise<DryRun> => await dryRun('warest', ['session', operation], parameters, answers);
export const evolution = async (
	operation: string,
	parameters: Parameters,
	...answers: Answer[]
): Promise<DryRun> => await dryRun('evolution', ['session', operation], parameters, answers);

export const bodies = ({ requests }: DryRun): unknown[] => requests.map(({ body }) => body);
export const EMPTY: Answer = { ...answer(null), bytes: Buffer.alloc(0), contentType: '' };
export const refused = (message: string, status = 422): Answer =>
	answer({ statusCode: status, message, error: 'Unprocessable Entity' }, status);

/** An answer in WARest's envelope for sessions. */
export const enveloped = (
	result: JsonObject | null,
	code = 1000,
	status = 200,
	message = 'OK',
): Answer =>
	answer({ status: status < 400, code, message, results: result === null ? [] : [result] }, status);
export const listed = (...entries: JsonObject[]): Answer => enveloped({ items: entries });
export const open = {
	id: 'default',
	status: 'open',
	me: { id: '491701112222:3@s.whatsapp.net', lid: '99:3@lid' },
};
export const stopped = { id: 'default', status: 'stopped', me: null };
export const stored = enveloped({
	sessionId: 'default',
	webhookUrl: 'http://n8n/hook',
	webhookSecret: 'secret-1',
});
export const withoutWebhook = enveloped({
	sessionId: 'default',
	webhookUrl: '',
	webhookSecret: '',
});

export const LIST = 'GET /api/v1/session/list';
export const CONFIG = 'POST /api/v1/session/default/config';
export const CREATE = 'GET /api/v1/session/create';
