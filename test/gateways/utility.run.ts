import type { Json } from '../../nodes/WhatsApp/portable/json';
import { answer, bodyOf, dryRun, type DryRun, type Parameters } from '../support/dryRun';

export { items, lines } from '../support/dryRun';

export type Answer = ReturnType<typeof answer>;

/** An answer in WARest's envelope. */
export const told = (result: Json): Answer =>
	answer({ status: true, code: 1000, message: 'OK', results: [result] });

export const run = async (
	operation: string,
	parameters: Parameters,
	...answers: Answer[]
): Promise<DryRun> => await dryRun('warest', ['utility', operation], parameters, answers);

export const sent = async ({ requests }: DryRun): Promise<unknown> =>
	await bodyOf(requests[0] ?? { method: 'GET', path: '' });
