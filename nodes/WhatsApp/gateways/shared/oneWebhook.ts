import type { PortableEvent } from '../../portable/events';
import { isObject, type Json } from '../../portable/json';
import { GatewayProblem } from '../../portable/problem';
import type { Plan } from '../../transport/request';
import type { Company, Entry, Placed, Registration, Standing, Webhooks } from '../webhooks';
import { readSharedAddress, sharedAddress } from './sharedAddress';

/** The one webhook of a session, as it stands at the gateway. */
export interface Slot {
	readonly url: string;
	/** What the gateway proves itself with; null where it shows none. */
	readonly secret: string | null;
	/**
	 * False where it would deliver nothing as it stands, whatever its address: then it takes nobody's place. Also where it is
	 * ours, which its secret shows, and would reach no trigger.
	 */
	readonly works: boolean;
	/** All that is needed to put it back; null where it cannot be put back as it was. */
	readonly whole: Json;
}

/** What is written for the triggers that share it. */
export interface Wish {
	readonly session: string;
	readonly url: string;
	readonly secret: string;
	/** Events that are wanted; null for those that are asked for already. */
	readonly events: readonly PortableEvent[] | null;
	readonly ownMessages: boolean;
}

/** How a gateway with room for one webhook in a session is asked for it. */
export interface Door {
	/** The gateway, for people. */
	readonly name: string;
	/** What stands there: null for nothing, undefined where there is no such session. */
	read(session: string): Plan<Slot | null | undefined>;
	/** Why a webhook cannot be registered where there is no such session. */
	unknownSession(session: string): Plan<GatewayProblem>;
	/**
	 * @param standing what is written over, where that serves triggers of this n8n already: what it asks for stays asked for,
	 * since nobody knows what those want that this process does not run
	 */
	write(wish: Wish, standing: Slot | null): Plan<void>;
	/** Puts back what stood there before ours, or leaves nothing. */
	putBack(session: string, whole: Json, secret: string): Plan<void>;
	/** True for a gateway that may show a webhook and yet deliver nothing to it: then a look writes it again. */
	readonly mayShowForgotten: boolean;
}

/** Who asks, and whom that one knows. */
type Seeker = Pick<Registration, 'url' | 'formerUrl' | 'tail' | 'company'>;

/**
 * Registration at a gateway with room for one webhook in a session. The triggers of one n8n share it: it is posted to
 * one of them, whose address names the others (`sharedAddress.ts`), and all of them know its secret. Whoever comes or
 * goes reads who is there and writes who is there then, so the order does not matter, and nothing is ever put back that
 * was a trigger's. A webhook of anybody else stays, or is put back when the last trigger goes.
 */
export function oneWebhook(
	door: Door,
): Pick<Webhooks, 'hasRoomForOne' | 'isRegistered' | 'register' | 'unregister' | 'look'> {
	return {
		hasRoomForOne: true,
		// The secret may have to be learned, and to write the same again costs a session nothing.
		*isRegistered() {
			return false;
		},
		register: (registration) => register(door, registration),
		unregister: (entry) => unregister(door, entry),
		look: (registration) => look(door, registration),
	};
}

/** @throws GatewayProblem when somebody else's webhook stands there and must stay, and for an unknown session */
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
			// A webhook that delivers nothing may have been left behind: only triggers that are here are taken over from it.
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

/** Those that this process does not know stay on the list as long as they may exist. */
const isStillThere = (url: string, registration: Registration): boolean =>
	url === registration.url || !registration.forgetsStrangers || isKnown(url, registration.company);

const isKnown = (url: string, { active, listening }: Company): boolean =>
	active.includes(url) || listening.includes(url);

/** What was replaced has to come back, unless it is a trigger that shares the webhook by now. */
function strangerIn(remembered: Json, { active }: Company): Json {
	const urls = isObject(remembered) ? Object.values(remembered) : [];
	return urls.some((url) => typeof url === 'string' && active.includes(url)) ? null : remembered;
}

/** Who is to be served: those that are, and those that know the same secret. */
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
 * Puts first whom the gateway posts to. What is posted to an address where nobody is is lost to all, so an active trigger
 * comes first, then one that listens in the editor, and only then an address that this process does not know. The one that
 * is first stays first unless another one ranks higher.
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

/** The triggers of this n8n that a webhook serves, the one it is posted to first; null when it is somebody else's. */
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

/** The other address of the same trigger: of the workflow itself, or of listening in the editor. */
const isSibling = (url: string, { tail }: Seeker): boolean =>
	tail !== '' && new URL(url).pathname.endsWith(tail);

/** The rest of a webhook's address is often a secret. Empty for what is no address. */
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

/** Leaves the webhook to the others; the last one leaves what stood there before. */
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
 * Whether the webhook may be left to somebody. Nobody would look after it for one that this process does not know, who
 * registers itself if n8n is just starting; but listening may happen in another process than all the active ones.
 */
const mayServe = (url: string, { temporary, company }: Entry): boolean =>
	temporary || isKnown(url, company);

/** Writes the webhook once more where it stands, if the gateway may have forgotten it or somebody is missing. */
function* look(door: Door, registration: Registration): Plan<Standing> {
	const { url, company, secret } = registration;
	const slot = yield* door.read(registration.session);
	if (slot === undefined) return { state: 'noSession' };
	if (slot === null) return { state: 'lost' };
	const members = membersIn(slot, registration);
	// What delivers to nobody keeps nobody's place, whosever it is.
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
