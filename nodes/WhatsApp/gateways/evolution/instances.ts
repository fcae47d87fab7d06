import { phoneOf, portableId } from '../../portable/ids';
import { isObject, listAt, textAt, type Json } from '../../portable/json';
import type { GatewayProblem } from '../../portable/problem';
import { withoutSecretSettings } from '../../portable/secrets';
import type { Session, SessionStatus } from '../../portable/shapes';
import type { GatewayRequest, Plan } from '../../transport/request';
import { catalogue } from '../catalogue';
import { unknownSession as unknownSessionOf } from '../shared/problems';

/** All instances that the key may access. No name is given, because it would be in the query. */
export const instanceList: GatewayRequest = {
	method: 'GET',
	path: catalogue.evolution.testPath,
	effect: 'read',
};

/** An instance without its token, and without the passwords of services connected to it (2.3.7, observed). */
export const withoutToken = (instance: Json): Json =>
	isObject(instance) ? withoutSecretSettings(instance) : instance;

export const instancesIn = (body: Json): readonly Json[] => listAt(body).map(withoutToken);

export const noSuchSession = (session: string, instances: readonly Json[]): GatewayProblem =>
	unknownSessionOf(
		'Evolution API',
		session,
		instances.map((instance) => textAt(instance, 'name')),
	);

/** @throws GatewayProblem that names the others if there is no such instance */
export function* instanceNamed(session: string, request = instanceList): Plan<Json> {
	const instances = instancesIn((yield request).body);
	const found = instances.find((instance) => textAt(instance, 'name') === session);
	if (found === undefined) throw noSuchSession(session, instances);
	return found;
}

/** The account of an instance, in portable form; the server keeps it after the phone was unlinked. */
export const ownerOf = (instance: Json): string | null => portableId(textAt(instance, 'ownerJid'));

/** WhatsApp's code for a phone that was unlinked. */
const LOGGED_OUT = '401';

/** States of a connection (2.3.7); `refused` means that its QR code was shown too often. */
export function statusOf(state: string | null, isLinked: boolean): SessionStatus {
	switch (state) {
		case 'open':
			return 'working';
		case 'close':
		case 'closed':
			return 'stopped';
		case 'refused':
			return 'failed';
		default:
			// A connection without an account waits for its QR code to be scanned.
			return isLinked ? 'starting' : 'waitingForQr';
	}
}

export function readSession(raw: Json): Session {
	const owner = ownerOf(raw);
	const status = statusOf(textAt(raw, 'connectionStatus'), owner !== null);
	const isUnlinked = status === 'stopped' && textAt(raw, 'disconnectionReasonCode') === LOGGED_OUT;
	// The account of a session that is not connected is only stored by the server, and other gateways do not have it.
	const isLinked = status === 'working' || status === 'starting';
	return {
		session: textAt(raw, 'name') ?? '',
		status: isUnlinked ? 'loggedOut' : status,
		phone: isLinked ? phoneOf(owner) : null,
		name: isLinked ? textAt(raw, 'profileName') : null,
		engine: textAt(raw, 'integration'),
	};
}
