import type { Company, Entry, Registration } from '../gateways/webhooks';
import { BoundedMap } from './bounded';
import { placeIn, samePlace, type GatewayPlace } from './credential';
import type { Access, TriggerClient } from './triggerClient';
import type { Registered } from './memory';

/**
 * A webhook that this process registered, or found registered, and that its trigger looks after. n8n's static data
 * cannot tell, because a running trigger sees a copy of it from when it was started.
 */
export interface Kept {
	/** The webhook that must be at the gateway, as the trigger itself wants it. */
	registration: Registration;
	/** What was registered last; null before the first time. */
	registered: Registered | null;
	/** The credential with which it was registered, for removing the webhook after the credential was changed. */
	access: Access;
	/** True while it is being removed. */
	isLeaving: boolean;
	/** True if it could not be removed although it should have been: n8n may have closed the workflow all the same. */
	isDoubtful: boolean;
}

/** What identifies triggers that share a webhook. */
type Mate = Pick<Kept, 'registration' | 'access'>;

/** By trigger key. A trigger that listens in the editor is not included, because listening ends by itself. */
const kept = new Map<string, Kept>();

/** n8n listens in the editor for 10 minutes at most (2.41); an older entry was left behind. In milliseconds. */
export const LISTENING_MS = 11 * 60_000;

/** By webhook address. */
const listening = new BoundedMap<Mate>(1_000);

/** Notes that the editor listens at an address, until it ends. */
export const listenAt = (registration: Registration, access: Access): void =>
	listening.set(registration.url, { registration, access }, LISTENING_MS);

/** @returns whether the editor was listening there */
export function stopListeningAt(url: string): boolean {
	const hasListened = listening.get(url) !== undefined;
	listening.delete(url);
	return hasListened;
}

export const keep = (trigger: string, what: Omit<Kept, 'isLeaving' | 'isDoubtful'>): void =>
	void kept.set(trigger, { ...what, isLeaving: false, isDoubtful: false });

export const keptOf = (trigger: string): Kept | undefined => kept.get(trigger);

export const asRegistered = (
	{ session, url, remembered }: Registration,
	access: Access,
): Registered => ({ place: placeIn(access.connected), session, url, remembered });

/** Filled in with the other triggers when the gateway is asked. */
export const NOBODY: Company = { active: [], listening: [], sharing: [] };

export const forget = (trigger: string): void => void kept.delete(trigger);

/** How many webhooks this process looks after at one gateway. */
export const keptAt = (place: GatewayPlace): number =>
	[...kept.values()].filter(({ access }) => samePlace(placeIn(access.connected), place)).length;

/** The active triggers other than the one at this address. */
const othersThan = (url: string): Kept[] =>
	[...kept.values()].filter(
		({ registration, isLeaving, isDoubtful }) =>
			registration.url !== url && !isLeaving && !isDoubtful,
	);

/** The other triggers for the same session of the same gateway, those listening in the editor last. */
const matesOf = ({ url, session }: Entry, place: GatewayPlace): Registration[] =>
	[...othersThan(url), ...listening.values()]
		.filter(({ access }) => samePlace(placeIn(access.connected), place))
		.map(({ registration }) => registration)
		.filter((mate) => mate.session === session && mate.url !== url);

/**
 * Adds to an entry the other triggers that this process runs at this moment. A replaced webhook is remembered by every
 * trigger that shares the one in its place, so that the last of them puts it back.
 */
export function inCompany<E extends Entry>(entry: E, { gateway, place }: TriggerClient): E {
	if (!gateway.webhooks.hasRoomForOne) return entry;
	const { url, secret } = entry;
	const mates = matesOf(entry, place);
	const company: Company = {
		active: othersThan(url).map(({ registration }) => registration.url),
		listening: listening.keys().filter((other) => other !== url),
		sharing: mates.filter((mate) => mate.secret === secret).map((mate) => mate.url),
	};
	const remembered = [entry, ...mates].find((one) => one.remembered !== null)?.remembered ?? null;
	return { ...entry, remembered, company };
}

/**
 * The same for a registration: it also asks for the events that the others want, and uses their secret if it may learn
 * it.
 */
export function registeredInCompany(
	registration: Registration,
	client: TriggerClient,
): Registration {
	if (!client.gateway.webhooks.hasRoomForOne) return registration;
	const mates = matesOf(registration, client.place);
	const secret = (registration.learns ? mates[0]?.secret : undefined) ?? registration.secret;
	const all = [registration, ...mates.filter((mate) => mate.secret === secret)];
	return {
		...inCompany({ ...registration, secret }, client),
		events: unionOf(all.map(({ events }) => events)),
		ownMessages: all.some(({ ownMessages }) => ownMessages),
	};
}

/** An empty list means all. */
const unionOf = <T>(lists: ReadonlyArray<readonly T[]>): readonly T[] =>
	lists.some((list) => list.length === 0) ? [] : [...new Set(lists.flat())];
