import { textAt, type Json } from '../../portable/json';
import { isNewer, type Running } from '../../portable/needs';
import { GatewayProblem } from '../../portable/problem';
import type { GatewayAnswer, GatewayRequest, Plan } from '../../transport/request';
import { OLDEST } from './needs';

/** Shows the version to everybody, and asks WhatsApp for its own version in passing (2.3.7, read in its source). */
export const welcome: GatewayRequest = { method: 'GET', path: '/', effect: 'read' };

export const versionIn = (body: Json): string | null => textAt(body, 'version');

/** The problem of a server by its welcome; null for a supported version. */
export function tooOld({ body }: GatewayAnswer): GatewayProblem | null {
	const version = versionIn(body);
	if (version === null || !isNewer(OLDEST, version)) return null;
	return new GatewayProblem(
		`This is Evolution API ${version}, which speaks in another way than version 2`,
		{ hint: 'Update it to 2.2.3 or newer, best to 2.3.7.', fate: 'notDone' },
	);
}

export function* evolutionRunning(): Plan<Running> {
	return { version: versionIn((yield welcome).body), engine: null };
}
