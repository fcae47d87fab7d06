import type { EventItem, PortableEvent } from '../portable/events';
import type { Json, JsonObject } from '../portable/json';
import type { SessionStatus } from '../portable/shapes';
import type { GatewayAnswer, GatewayRequest, Plan } from '../transport/request';

/** What a gateway posted, as n8n received it. */
export interface Delivery {
	/** Names in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	/** Exactly the bytes that were signed. */
	readonly rawBody: Buffer;
	/** The parsed body. */
	readonly body: JsonObject;
}

/**
 * What shows that a delivery is the gateway's: a `signature` over its body, or a `secret` that stands beside it, in a
 * header for example. The secret says who sent it and nothing of the body: who reads one delivery can send another.
 */
export interface Proof {
	readonly by: 'signature' | 'secret';
	/** For the documentation: what stands where, such as `HMAC-SHA512 in X-Webhook-Hmac`. */
	readonly how: string;
}

/** How the proof of a delivery was found. `signedAt` is the time inside the signed body, in milliseconds since 1970; null when it has none, or it is not signed. */
export type Signature =
	| { readonly state: 'valid'; readonly signedAt: number | null }
	| { readonly state: 'missing' }
	| { readonly state: 'wrong' };

/** One thing that happened, out of a delivery. */
export interface Received {
	readonly event: PortableEvent;
	/** The gateway's own name of it. */
	readonly gatewayEvent: string;
	/**
	 * Keys under which the same thing may come again: by the delivery's own id, and by message and event. When any of
	 * them was seen before, it is a repetition. Empty where nothing would tell a repetition from another time.
	 */
	readonly keys: readonly string[];
	/** The portable fields. Of a `messageRevoked` or `messageEdited`, `messageId` is that of the original message. */
	readonly item: EventItem;
	/** The gateway's own words, for "raw". */
	readonly raw: JsonObject;
}

/** Who is hidden behind an id: what is known from the event, filled up by asking the gateway. */
export interface Identity {
	readonly phone: string | null;
	readonly lid: string | null;
}

/** Other triggers of the same n8n, as far as this process runs them. Where a session has room for one webhook, they share it. */
export interface Company {
	/** Addresses of the active ones, whatever they listen to. */
	readonly active: readonly string[];
	/** Addresses at which the editor listens for a test event. */
	readonly listening: readonly string[];
	/** Those of both that belong to the same session and know the same secret. */
	readonly sharing: readonly string[];
}

/** A file out of an answer. */
export interface ReceivedFile {
	readonly data: Buffer;
	readonly mimeType: string;
	readonly fileName: string;
}

/** What the trigger has at the gateway. */
export interface Entry {
	readonly session: string;
	/** Address of the trigger in n8n. */
	readonly url: string;
	readonly secret: string;
	/** What `register` remembered last time, out of n8n's static data; null the first time. */
	readonly remembered: Json;
	/** True while n8n listens in the editor, which ends in a moment. */
	readonly temporary: boolean;
	readonly company: Company;
}

export interface Registration extends Entry {
	/** The address of the last time: n8n may have moved since. Null the first time. */
	readonly formerUrl: string | null;
	/** The end that the trigger's addresses share: n8n has another one for listening in the editor. */
	readonly tail: string;
	/** Events that are wanted, by the trigger and by those that share its webhook; empty means all. */
	readonly events: readonly PortableEvent[];
	/** Whether own messages are wanted, which a gateway may report under another event. */
	readonly ownMessages: boolean;
	/** Whether the trigger takes unsigned deliveries; a server that cannot sign is refused otherwise. */
	readonly acceptUnsigned: boolean;
	/** Take the place of somebody else's webhook where the gateway has room for one only. */
	readonly replace: boolean;
	/** Whether the trigger can learn the secret of a webhook that it shares. One that runs cannot: n8n would not save it. */
	readonly learns: boolean;
	/** Whether triggers that nobody here knows are gone. When n8n starts, they may be those that come next. */
	readonly forgetsStrangers: boolean;
}

/** What came of registering. */
export interface Placed {
	/** What is needed to take it away again. */
	readonly remembered: Json;
	/** What the gateway proves itself with: not the trigger's own where it shares a webhook. */
	readonly secret: string;
}

/** How our webhook was found at the gateway. */
export type Standing =
	/** It stands there as it was registered, and works. `hasStrangers`: it also serves triggers that this process does not know. */
	| { readonly state: 'kept'; readonly hasStrangers: boolean }
	/** It is gone, or cannot work as it stands. */
	| { readonly state: 'lost' }
	/** There is room for one, and that is somebody else's now, at this host. */
	| { readonly state: 'taken'; readonly by: string }
	/** The session itself is gone. */
	| { readonly state: 'noSession' };

/** What a session reports while a change of its webhooks restarts it. */
export interface Restart {
	/** Statuses that it passes through, the stop first. */
	readonly passing: readonly [SessionStatus, ...SessionStatus[]];
	/** The status that it ends in when all is well. */
	readonly end: SessionStatus;
	/** How long it takes, from the stop to the end; slow engines included. In milliseconds. */
	readonly usualMs: number;
	/** When what a delivery tells happened, to the millisecond, since 1970; null where the gateway does not tell. */
	at(delivery: Delivery): number | null;
	/** The status of now. */
	status(session: string): Plan<SessionStatus>;
}

/** The part of a dialect that receives: what the gateway posts, and how it is asked to post. All of it pure. */
export interface Webhooks {
	readonly proof: Proof;
	/** Does it carry the proof by this secret? Constant-time, by `signature.ts`; never throws. */
	verify(delivery: Delivery, secret: string): Signature;
	/** HTTP status for a wrong or missing signature: what makes this gateway drop it without forgetting the webhook. */
	readonly refusedStatus: number;
	/**
	 * How long the gateway may wait for its answer at most, counted from when the trigger has its delivery, in
	 * milliseconds. Well below its own time-out: n8n may have had the delivery for seconds.
	 */
	readonly patienceMs: number;
	/** Events that the gateway never reports, whatever its version. */
	readonly never: readonly PortableEvent[];
	/** What a delivery tells; several things may stand in one, or nothing. Unknown events come as `other`. */
	events(delivery: Delivery): readonly Received[];
	/** Looks up the missing half of an identity at the gateway; null where it stays unknown. Never invents one. */
	identify(session: string, known: Identity): Plan<Identity>;
	/** The request that fetches a received file: on the credential's own host, except for a foreign, presigned address. */
	download(url: string): GatewayRequest;
	/**
	 * For a gateway that gives no addresses of files: the request for the file of an event, null where there is none, and the
	 * file in its answer, null where it has none. The answer is JSON, so it is held in memory.
	 */
	readonly fileOf?: {
		/** @param raw the delivery's body */
		request(raw: JsonObject): GatewayRequest | null;
		read(answer: GatewayAnswer): ReceivedFile | null;
	};
	/** True when the gateway would deliver to this registration as it stands: then nothing is sent. Reads only. */
	isRegistered(registration: Registration): Plan<boolean>;
	/**
	 * Why a message came without an address for its file; null where nothing but that is known.
	 * @param raw the delivery's body
	 */
	whyNoFile(raw: JsonObject): string | null;
	/**
	 * True where a session has room for one webhook, which the triggers of one n8n share: then this and all that registers are
	 * those of `shared/oneWebhook.ts`.
	 */
	readonly hasRoomForOne: boolean;
	/** Adds or updates our entry and no other. */
	register(registration: Registration): Plan<Placed>;
	/** Takes our entry away, or puts back what stood there before. Others stay untouched. */
	unregister(entry: Entry): Plan<void>;
	/**
	 * Looks after a webhook that was registered. Asked about once a minute, so it is cheap, and it never disturbs a session
	 * that works.
	 */
	look(registration: Registration): Plan<Standing>;
	/** Time that a gateway with a rate limit wants between two looks, of whichever trigger; 0 without one. In milliseconds. */
	readonly lookGapMs: number;
	/** What a change of webhooks does to the session; null when it does not restart it. */
	readonly restart: Restart | null;
}
