import type { Company, Entry, Registration } from '../gateways/webhooks';
import { BoundedMap } from './bounded';
import { placeIn, samePlace, type GatewayPlace } from './credential';
import type { Access, TriggerClient } from './triggerClient';
import type { Registered } from './memory';

/**
 * A webhook that this process has registered, or found in its place, and that its trigger looks after. n8n's static data
 * cannot tell it: what a running trigger has of it is a copy from the moment at which it was started.
 */
export interface Kept {
	/** What has to stand at the gateway, as the trigger itself wants it. */
	registration: Registration;
	/** What was registered the last time; null before the first time. */
	registered: Registered | null;
	/** The credential with which it was registered, for taking it away after the credential was changed. */
	access: Access;
	/** True while it is being taken away. */
	isLeaving: boolean;
	/** True when it should have been taken away and could not: n8n may have closed the workflow all the same. */
	isDoubtful: boolean;
}

/** What two triggers have in common who share a webhook. */
type Mate = Pick<Kept, 'registration' | 'access'>;

/** By the key of the trigger. Listening in the editor is not among them: it ends by itself. */
const kept = new Map<string, Kept>();

/**
 * n8n listens in the editor for 10 minutes at most (2.41); what has been listened to for longer was left there. In
 * milliseconds.
 */
export const LISTENING_MS = 11 * 60_000;

/** By address. */
const listening = new BoundedMap<Mate>(1_000);

/** Notes that the editor listens, until it ends. */
export const listenAt = (registration: Registration, access: Access): void =>
	listening.set(registration.url, { registration, access }, LISTENING_MS);

/** @returns whether the editor listened there */
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

/** Who else there is, is looked up when the gateway is asked. */
export const NOBODY: Company = { active: [], listening: [], sharing: [] };

export const forget = (trigger: string): void => void kept.delete(trigger);

/** How many webhooks this process looks after at one gateway. */
export const keptAt = (place: GatewayPlace): number =>
	[...kept.values()].filter(({ access }) => samePlace(placeIn(access.connected), place)).length;

/** The active triggers besides that of an address. */
const othersThan = (url: string): Kept[] =>
	[...kept.values()].filter(
		({ registration, isLeaving, isDoubtful }) =>
			registration.url !== url && !isLeaving && !isDoubtful,
	);

/** The others that belong to the same session of the same gateway; those at which the editor listens come last. */
const matesOf = ({ url, session }: Entry, place: GatewayPlace): Registration[] =>
	[...othersThan(url), ...listening.values()]
		.filter(({ access }) => samePlace(placeIn(access.connected), place))
		.map(({ registration }) => registration)
		.filter((mate) => mate.session === session && mate.url !== url);

/**
 * An entry beside those of the other triggers that this process runs, as they are at this moment. A webhook that was
 * replaced is remembered by all who share the one that took its place, so that the last of them puts it back.
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

/** The same for a registration: it also asks for what the others want, with their secret if it may learn that. */
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

/** None means all. */
const unionOf = <T>(lists: ReadonlyArray<readonly T[]>): readonly T[] =>
	lists.some((list) => list.length === 0) ? [] : [...new Set(lists.flat())];
