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
 * What proves that a delivery comes from the gateway: a `signature` over its body, or a `secret` beside it, for example
 * in a header. A secret says who sent the delivery but does not protect its body: whoever reads one delivery can send
 * another.
 */
export interface Proof {
	readonly by: 'signature' | 'secret';
	/** For the documentation: the kind and place of the proof, such as `HMAC-SHA512 in X-Webhook-Hmac`. */
	readonly how: string;
}

/**
 * Whether the proof of a delivery is right. `signedAt` is the time inside the signed body, in milliseconds since 1970;
 * null if it has none, or the body is not signed.
 */
export type Signature =
	| { readonly state: 'valid'; readonly signedAt: number | null }
	| { readonly state: 'missing' }
	| { readonly state: 'wrong' };

/** One event of a delivery. */
export interface Received {
	readonly event: PortableEvent;
	/** The gateway's own name for it. */
	readonly gatewayEvent: string;
	/**
	 * Keys under which the same event may come again: the delivery's own id, and message and event. If any of them was
	 * seen before, it is a repetition. Empty if a repetition could not be told from a new event.
	 */
	readonly keys: readonly string[];
	/** The portable fields. In a `messageRevoked` or `messageEdited`, `messageId` is that of the original message. */
	readonly item: EventItem;
	/** The gateway's own form, for "raw". */
	readonly raw: JsonObject;
}

/** The person behind an id: known from the event, and completed by asking the gateway. */
export interface Identity {
	readonly phone: string | null;
	readonly lid: string | null;
}

/**
 * Other triggers of the same n8n, as far as this process runs them. They share the webhook if a session has room for
 * one.
 */
export interface Company {
	/** Addresses of the active ones, whatever session they listen to. */
	readonly active: readonly string[];
	/** Addresses at which the editor listens for a test event. */
	readonly listening: readonly string[];
	/** Those of both kinds that belong to the same session and know the same secret. */
	readonly sharing: readonly string[];
}

/** A file from an answer. */
export interface ReceivedFile {
	readonly data: Buffer;
	readonly mimeType: string;
	readonly fileName: string;
}

/** What the trigger has registered at the gateway. */
export interface Entry {
	readonly session: string;
	/** Address of the trigger in n8n. */
	readonly url: string;
	readonly secret: string;
	/** What `register` remembered last time, from n8n's static data; null the first time. */
	readonly remembered: Json;
	/** True while n8n listens in the editor, which ends soon. */
	readonly temporary: boolean;
	readonly company: Company;
}

export interface Registration extends Entry {
	/** The previous address, because n8n may have moved since. Null the first time. */
	readonly formerUrl: string | null;
	/** The end that both of the trigger's addresses share; n8n has another one for listening in the editor. */
	readonly tail: string;
	/** Events wanted by the trigger and by those that share its webhook; empty means all. */
	readonly events: readonly PortableEvent[];
	/** Whether own messages are wanted, which a gateway may report as another event. */
	readonly ownMessages: boolean;
	/** Whether the trigger accepts unsigned deliveries; otherwise a server that cannot sign is refused. */
	readonly acceptUnsigned: boolean;
	/** Whether to replace somebody else's webhook if the gateway has room for only one. */
	readonly replace: boolean;
	/**
	 * Whether the trigger can learn the secret of a webhook that it shares. A running trigger cannot, because n8n would
	 * not save it.
	 */
	readonly learns: boolean;
	/** Whether triggers that nobody here knows are gone. While n8n starts they may still be about to register. */
	readonly forgetsStrangers: boolean;
}

/** The result of registering. */
export interface Placed {
	/** What is needed to remove it again. */
	readonly remembered: Json;
	/** How the gateway proves its identity; not the trigger's own secret if it shares a webhook. */
	readonly secret: string;
}

/** The state of our webhook at the gateway. */
export type Standing =
	/** It is there as registered, and works. `hasStrangers`: it also serves triggers that this process does not know. */
	| { readonly state: 'kept'; readonly hasStrangers: boolean }
	/** It is gone, or cannot work as it is. */
	| { readonly state: 'lost' }
	/** There is room for one webhook, and somebody else at this host has it now. */
	| { readonly state: 'taken'; readonly by: string }
	/** The session itself is gone. */
	| { readonly state: 'noSession' };

/** The statuses that a session reports while a change of its webhooks restarts it. */
export interface Restart {
	/** Statuses that it passes through, the stop first. */
	readonly passing: readonly [SessionStatus, ...SessionStatus[]];
	/** The status in which it ends if all is well. */
	readonly end: SessionStatus;
	/** How long it takes from the stop to the end, even with slow engines. In milliseconds. */
	readonly usualMs: number;
	/** When the event in a delivery happened, to the millisecond, since 1970; null if the gateway does not say. */
	at(delivery: Delivery): number | null;
	/** The current status. */
	status(session: string): Plan<SessionStatus>;
}

/** The receiving part of a dialect: what the gateway posts, and how it is asked to post. All of it is pure. */
export interface Webhooks {
	readonly proof: Proof;
	/** Whether the delivery is proved with this secret. Constant-time, by `signature.ts`; never throws. */
	verify(delivery: Delivery, secret: string): Signature;
	/**
	 * HTTP status for a wrong or missing signature: one that makes this gateway drop the delivery but keep the webhook.
	 */
	readonly refusedStatus: number;
	/**
	 * How long the gateway may wait for its response at most, from when the trigger has its delivery, in milliseconds.
	 * Well below the gateway's own timeout, because n8n may have had the delivery for seconds.
	 */
	readonly patienceMs: number;
	/** Events that the gateway never reports, whatever its version. */
	readonly never: readonly PortableEvent[];
	/** The events of a delivery; there may be several, or none. Unknown events become `other`. */
	events(delivery: Delivery): readonly Received[];
	/** Looks up the missing half of an identity at the gateway; null if it stays unknown. Never makes one up. */
	identify(session: string, known: Identity): Plan<Identity>;
	/**
	 * The request that downloads a received file: from the credential's own host, except for a foreign presigned address.
	 */
	download(url: string): GatewayRequest;
	/**
	 * For a gateway that gives no addresses of files: the request for the file of an event, null if there is none, and
	 * the file in its answer, null if it has none. The answer is JSON, so it is held in memory.
	 */
	readonly fileOf?: {
		/** @param raw the delivery's body */
		request(raw: JsonObject): GatewayRequest | null;
		read(answer: GatewayAnswer): ReceivedFile | null;
	};
	/** Whether the gateway would deliver to this registration as it is; then nothing is sent. Only reads. */
	isRegistered(registration: Registration): Plan<boolean>;
	/**
	 * Why a message came without an address for its file; null if no reason is known.
	 * @param raw the delivery's body
	 */
	whyNoFile(raw: JsonObject): string | null;
	/**
	 * True if a session has room for one webhook, which the triggers of one n8n share: then this and all that registers
	 * are those of `shared/oneWebhook.ts`.
	 */
	readonly hasRoomForOne: boolean;
	/** Adds or updates our entry and no other. */
	register(registration: Registration): Plan<Placed>;
	/** Removes our entry, or puts back what was there before. Other entries stay untouched. */
	unregister(entry: Entry): Plan<void>;
	/**
	 * Checks a registered webhook. Called about once a minute, so it is cheap, and it never disturbs a working session.
	 */
	look(registration: Registration): Plan<Standing>;
	/**
	 * Time that a gateway with a rate limit wants between two checks, by any trigger; 0 without a limit. In milliseconds.
	 */
	readonly lookGapMs: number;
	/** How a change of webhooks restarts the session; null if it does not. */
	readonly restart: Restart | null;
}
