import type { PortableEvent } from '../../portable/events';
import { isObject, type Json } from '../../portable/json';
import { GatewayProblem } from '../../portable/problem';
import type { Plan } from '../../transport/request';
import type { Company, Entry, Placed, Registration, Standing, Webhooks } from '../webhooks';
import { readSharedAddress, sharedAddress } from './sharedAddress';

/** The one webhook of a session, as the gateway has it. */
export interface Slot {
	readonly url: string;
	/** How the gateway proves its identity; null if it does not show the secret. */
	readonly secret: string | null;
	/**
	 * False if it would deliver nothing, whatever its address; then it may be replaced. Also false if it is ours, as its
	 * secret shows, and would reach no trigger.
	 */
	readonly works: boolean;
	/** All that is needed to put it back; null if it cannot be restored as it was. */
	readonly whole: Json;
}

/** What is written for the triggers that share it. */
export interface Wish {
	readonly session: string;
	readonly url: string;
	readonly secret: string;
	/** The wanted events; null for those that are already requested. */
	readonly events: readonly PortableEvent[] | null;
	readonly ownMessages: boolean;
}

/** How to access the one webhook of a session at a gateway. */
export interface Door {
	/** The gateway's name as people write it. */
	readonly name: string;
	/** The current webhook: null if there is none, undefined if there is no such session. */
	read(session: string): Plan<Slot | null | undefined>;
	/** Why a webhook cannot be registered if there is no such session. */
	unknownSession(session: string): Plan<GatewayProblem>;
	/**
	 * @param standing the webhook that is overwritten, if it already serves triggers of this n8n: its events stay
	 * requested, because triggers that this process does not run may want them
	 */
	write(wish: Wish, standing: Slot | null): Plan<void>;
	/** Puts back what was there before our webhook, or leaves nothing. */
	putBack(session: string, whole: Json, secret: string): Plan<void>;
	/** True for a gateway that may show a webhook and yet not deliver to it: then a check writes it again. */
	readonly mayShowForgotten: boolean;
}

/** Which trigger asks, and which others it knows. */
type Seeker = Pick<Registration, 'url' | 'formerUrl' | 'tail' | 'company'>;

/**
 * Registration at a gateway with room for one webhook per session. The triggers of one n8n share it: the gateway posts
 * to one of them, whose address lists the others (`sharedAddress.ts`), and all of them know its secret. Each trigger
 * that comes or goes reads the list and writes the new one, so the order does not matter, and a trigger's webhook is
 * never put back. Anybody else's webhook stays, or is put back when the last trigger goes.
 */
export function oneWebhook(
	door: Door,
): Pick<Webhooks, 'hasRoomForOne' | 'isRegistered' | 'register' | 'unregister' | 'look'> {
	return {
		hasRoomForOne: true,
		// Never registered: the secret may have to be learned, and writing the same webhook again does not disturb a
		// session.
		*isRegistered() {
			return false;
		},
		register: (registration) => register(door, registration),
		unregister: (entry) => unregister(door, entry),
		look: (registration) => look(door, registration),
	};
}

/** @throws GatewayProblem when somebody else's webhook is there and must stay, and for an unknown session */
function* register(door: Door, registration: Registration): Plan<Placed> {
	const { session, company } = registration;
	const slot = yield* door.read(session);
	if (slot === undefined) throw yield* door.unknownSession(session);
	const found = slot === null ? [] : membersIn(slot, registration);
	if (slot?.works === true && found === null && !registration.replace)
		throw isTaken(door, session, slot.url);
	const members = (found ?? []).filter(
		(url) =>
			isStillThere(url, registration) &&
			// A webhook that delivers nothing may be a leftover, so only triggers known to exist are taken over from it.
			(slot?.works === true || url === registration.url || isKnown(url, company)),
	);
	const isShared = members.some((url) => url !== registration.url);
	const secret = (isShared ? slot?.secret : null) ?? registration.secret;
	if (slot !== null && secret !== registration.secret && !registration.learns)
		throw isTaken(door, session, slot.url);
	const standing = found === null ? null : slot;
	yield* door.write(wishOf(registration, wanted(members, registration, secret), secret), standing);
	const stranger = found === null ? (slot?.whole ?? null) : null;
	return { remembered: stranger ?? strangerIn(registration.remembered, company), secret };
}

/** Triggers that this process does not know stay on the list as long as they may exist. */
const isStillThere = (url: string, registration: Registration): boolean =>
	url === registration.url || !registration.forgetsStrangers || isKnown(url, registration.company);

const isKnown = (url: string, { active, listening }: Company): boolean =>
	active.includes(url) || listening.includes(url);

/** A replaced webhook must be put back, unless it belongs to a trigger that shares the webhook by now. */
function strangerIn(remembered: Json, { active }: Company): Json {
	const urls = isObject(remembered) ? Object.values(remembered) : [];
	return urls.some((url) => typeof url === 'string' && active.includes(url)) ? null : remembered;
}

/** The triggers to serve: those served already, and those that know the same secret. */
function wanted(
	members: readonly string[],
	{ url, temporary, company, secret: own }: Registration,
	secret: string,
): readonly string[] {
	const sharing = secret === own ? company.sharing : [];
	const all = [...new Set([...members, ...sharing, url])];
	return inOrder(all, {
		active: temporary ? company.active : [...company.active, url],
		listening: temporary ? [...company.listening, url] : company.listening,
	});
}

/**
 * Puts the trigger first that the gateway posts to. If nobody answers there, all of them miss the delivery. So an
 * active trigger comes first, then one that listens in the editor, and only then an address that this process does not
 * know. The first one stays first unless another one ranks higher.
 */
function inOrder(
	members: readonly string[],
	{ active, listening }: Pick<Company, 'active' | 'listening'>,
): readonly string[] {
	const rankOf = (url: string): number =>
		active.includes(url) ? 0 : listening.includes(url) ? 1 : 2;
	const ranks = members.map(rankOf);
	const [standing] = ranks;
	const best = Math.min(...ranks);
	const first = members[ranks.indexOf(best)];
	if (first === undefined || standing === best) return members;
	return [first, ...members.filter((url) => url !== first)];
}

const wishOf = (
	{ session, events, ownMessages }: Registration,
	members: readonly string[],
	secret: string,
): Wish => ({ session, events, ownMessages, secret, url: sharedAddress(members, secret) });

/** The triggers of this n8n that a webhook serves, first the one it is posted to; null if it is somebody else's. */
function membersIn({ url, secret }: Slot, seeker: Seeker): readonly string[] | null {
	const { members, isSealed } = readSharedAddress(url, secret);
	const { url: own, formerUrl, company } = seeker;
	const [first = ''] = members;
	const isHere =
		isAtSameHost(first, own) && (isSealed || isKnown(first, company) || isSibling(first, seeker));
	const wasHere = first === formerUrl || (isSealed && members.some((one) => one === formerUrl));
	if (first !== own && !isHere && !wasHere) return null;
	// n8n may have moved since.
	const here = members.map((one) => (one === formerUrl ? own : movedTo(own, one)));
	return [...new Set(here)];
}

const isAtSameHost = (one: string, other: string): boolean =>
	URL.canParse(one) && URL.canParse(other) && new URL(one).origin === new URL(other).origin;

const movedTo = (own: string, url: string): string =>
	isAtSameHost(own, url) ? url : `${new URL(own).origin}${new URL(url).pathname}`;

/** Whether it is the other address of the same trigger: that of the active workflow, or of listening in the editor. */
const isSibling = (url: string, { tail }: Seeker): boolean =>
	tail !== '' && new URL(url).pathname.endsWith(tail);

/** Only the host, because the rest of a webhook's address is often a secret. Empty if it is not an address. */
const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : '');

function isTaken({ name }: Door, session: string, url: string): GatewayProblem {
	const host = hostOf(url);
	return new GatewayProblem(
		`The session "${session}" on ${name} sends its events to another address already${host === '' ? '' : ` (${host})`}`,
		{
			hint: `${name} has one webhook for each session. Switch on Replace Existing Webhook under Options to take its place as long as this workflow is active, or use another session.`,
		},
	);
}

/** Leaves the webhook to the others; the last trigger puts back what was there before. */
function* unregister(door: Door, entry: Entry): Plan<void> {
	const { session, url, company } = entry;
	const slot = yield* door.read(session);
	if (slot === undefined) return;
	const before = strangerIn(entry.remembered, company);
	if (slot === null) {
		if (before !== null && company.sharing.length === 0)
			yield* door.putBack(session, before, entry.secret);
		return;
	}
	const members = membersIn(slot, { ...entry, formerUrl: null, tail: '' }) ?? [];
	if (!members.includes(url)) return;
	const others = members.filter((one) => one !== url);
	if (!others.some((one) => mayServe(one, entry)))
		return yield* door.putBack(session, before, entry.secret);
	const secret = slot.secret ?? entry.secret;
	const address = sharedAddress(inOrder(others, company), secret);
	yield* door.write({ session, url: address, secret, events: null, ownMessages: false }, slot);
}

/**
 * Whether the webhook may be left to a trigger. One that this process does not know would not be looked after, and
 * registers itself if n8n is just starting. But listening may happen in another process than that of all the active
 * triggers.
 */
const mayServe = (url: string, { temporary, company }: Entry): boolean =>
	temporary || isKnown(url, company);

/** Writes the webhook again in its place if the gateway may have forgotten it or a trigger is missing. */
function* look(door: Door, registration: Registration): Plan<Standing> {
	const { url, company, secret } = registration;
	const slot = yield* door.read(registration.session);
	if (slot === undefined) return { state: 'noSession' };
	if (slot === null) return { state: 'lost' };
	const members = membersIn(slot, registration);
	// A webhook that delivers to nobody may be replaced, whoever owns it.
	if (!slot.works) return { state: 'lost' };
	const isShared = members?.some((one) => one !== url) === true;
	if (members === null || (isShared && slot.secret !== secret))
		return { state: 'taken', by: hostOf(slot.url) };
	const all = wanted(members, registration, secret);
	if (!members.includes(url) || all[0] !== members[0]) return { state: 'lost' };
	const wish = wishOf(registration, all, secret);
	if (door.mayShowForgotten || wish.url !== slot.url || slot.secret !== secret)
		yield* door.write(wish, slot);
	return { state: 'kept', hasStrangers: all.some((one) => one !== url && !isKnown(one, company)) };
}
