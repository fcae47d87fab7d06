import type { Identity } from '../gateways/webhooks';
import { isForeseen, toError } from '../portable/problem';
import { BoundedMap } from './bounded';
import { isHalf } from './filter';
import type { TriggerClient } from './triggerClient';

/** A person's two ids never change, but an id that is unknown today may become known soon. */
const KNOWN_MS = 24 * 3_600_000;
const UNKNOWN_MS = 10 * 60_000;

const PEOPLE = 10_000;

/** Longest wait for the gateway; after that the workflow starts without the other id. */
const LOOK_UP_MS = 5_000;

const people = new BoundedMap<Identity>(PEOPLE);

/** Look-ups in progress, because a person often writes several messages at once. */
const underWay = new Map<string, Promise<Identity>>();

/**
 * Phone number and hidden id of a person. The missing one is requested from the gateway and remembered. Never throws.
 */
export async function completed(
	client: TriggerClient,
	session: string,
	known: Identity,
): Promise<Identity> {
	if (!isHalf(known)) return known;
	const person = `${client.baseUrl} ${session} ${known.phone ?? known.lid}`;
	const remembered = people.get(person);
	if (remembered !== undefined) return remembered;
	const lookUp = underWay.get(person) ?? begin(person, client, session, known);
	return (await client.within(LOOK_UP_MS, lookUp)) ?? known;
}

async function begin(
	person: string,
	client: TriggerClient,
	session: string,
	known: Identity,
): Promise<Identity> {
	const lookUp = lookedUp(client, session, known);
	underWay.set(person, lookUp);
	try {
		const identity = await lookUp;
		people.set(person, identity, isHalf(identity) ? UNKNOWN_MS : KNOWN_MS);
		return identity;
	} finally {
		underWay.delete(person);
	}
}

/** Ids from the event are kept; a failed look-up adds nothing. */
async function lookedUp(
	client: TriggerClient,
	session: string,
	known: Identity,
): Promise<Identity> {
	try {
		const found = await client.run(client.gateway.webhooks.identify(session, known));
		return { phone: known.phone ?? found.phone, lid: known.lid ?? found.lid };
	} catch (error) {
		if (isForeseen(error)) return known;
		throw toError(error);
	}
}
