import type { Registration } from '../gateways/webhooks';
import { placeIn, samePlace, type Place } from './credential';
import type { Access } from './gatewayOf';
import type { Registered } from './memory';

/**
 * A webhook that this process has registered, or found in its place, and that its trigger looks after. n8n's static data
 * cannot tell it: what a running trigger has of it is a copy from the moment at which it was started.
 */
export interface Kept {
	/** What has to stand at the gateway. */
	registration: Registration;
	/** What was registered the last time; null before the first time. */
	registered: Registered | null;
	/** The credential with which it was registered, for taking it away after the credential was changed. */
	access: Access;
	/** True while it is being taken away. */
	isLeaving: boolean;
}

/** By the key of the trigger. Listening in the editor is not among them: it ends by itself. */
const kept = new Map<string, Kept>();

export const keep = (trigger: string, what: Omit<Kept, 'isLeaving'>): void =>
	void kept.set(trigger, { ...what, isLeaving: false });

export const keptOf = (trigger: string): Kept | undefined => kept.get(trigger);

export const asRegistered = (
	{ session, url, remembered }: Registration,
	access: Access,
): Registered => ({ place: placeIn(access.connected), session, url, remembered });

export const forget = (trigger: string): void => void kept.delete(trigger);

/** How many webhooks this process looks after at one gateway. */
export const keptAt = (place: Place): number =>
	[...kept.values()].filter(({ access }) => samePlace(placeIn(access.connected), place)).length;
