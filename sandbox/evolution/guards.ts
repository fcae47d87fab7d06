import type { EvolutionRoute } from '../contract';
import { asString, firstString } from '../http/json';
import type { Session } from '../world';
import type { EvolutionCall, EvolutionContext } from './context';
import { forbidden, unauthorized, unknownInstance } from './errors';

/** How long a deleted instance is still known (2.3.7, observed: a repetition right after is a success). */
const FORGETTING_MS = 1_000;

/**
 * The server's guards in their order: the instance must exist, the name of a new one must be free, and only then the
 * key is checked (2.3.7, observed). So anybody without a key can find out which instances there are.
 */
export function admit(
	contract: EvolutionRoute,
	call: EvolutionCall,
	evolution: EvolutionContext,
): void {
	const { instance } = call.params;
	if (instance !== undefined && !isKnown(instance, contract, evolution))
		throw unknownInstance(instance);
	const name = asString(call.body.instanceName);
	if (contract.path === '/instance/create' && name !== undefined) requireFree(name, evolution);
	if (contract.auth === 'none') return;
	if (!opens(call.key, contract, instance, evolution)) throw unauthorized();
}

/** @throws 403 for a name that is taken */
export function requireFree(name: string, { world }: EvolutionContext): void {
	if (world.find(name)) throw forbidden(`This name "${name}" is already in use.`);
}

function isKnown(name: string, { path, method }: EvolutionRoute, evolution: EvolutionContext) {
	if (evolution.world.find(name)) return true;
	const deletedAt = evolution.deletedAt.get(name);
	if (deletedAt === undefined || method !== 'DELETE' || !path.startsWith('/instance/delete'))
		return false;
	return evolution.world.clock.nowMs() - deletedAt <= FORGETTING_MS;
}

function opens(
	key: string,
	{ auth }: EvolutionRoute,
	instance: string | undefined,
	evolution: EvolutionContext,
): boolean {
	if (key === evolution.settings.apiKey) return true;
	if (auth !== 'instance') return false;
	const owner = ownerOf(key, evolution);
	return owner !== undefined && (instance === undefined || owner.name === instance);
}

/** The instance to which this token belongs. */
export function ownerOf(key: string, evolution: EvolutionContext): Session | undefined {
	return evolution.world
		.sessions()
		.find((session) => evolution.registration(session).token === key);
}

/**
 * The instance that answers. The query overrides the path after the key was checked, so the token of one instance gives
 * access to another one (2.3.7, observed).
 */
export function instanceNamed(
	{ query, params }: EvolutionCall,
	{ world }: EvolutionContext,
): Session {
	const name = firstString(query.instanceName) ?? params.instance ?? '';
	const session = world.find(name);
	// The server does not check whether there is one with this name.
	if (!session) throw new TypeError("Cannot read properties of undefined (reading 'instance')");
	return session;
}
