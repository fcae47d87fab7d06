import type { SandboxGateway } from '../http/recorder';

/** One attempt to hand an event to a webhook, or the decision to hand it to none. */
export interface Delivery {
	gateway: SandboxGateway;
	/** The session's name. */
	session: string;
	/** The gateway's own name of the event. */
	event: string;
	url: string;
	/** 1 and up; 0 when nothing was sent because the gateway has blocked the address or finds the secret too short. */
	attempt: number;
	/** The receiver's answer; null while it is under way, and when there was none. */
	status: number | null;
	/** What went wrong without an answer, or why nothing was sent. */
	error: string | null;
	/** What was sent, parsed. */
	body: unknown;
	/** Milliseconds since 1970, on the wall clock. */
	sentAt: number;
}

/** The newest deliveries are kept, so that a demo that runs for days does not fill the memory. */
const MOST_KEPT = 1_000;

/** All attempts of all gateways, in the order in which they began. */
export class DeliveryLog {
	readonly entries: Delivery[] = [];

	begin(known: Omit<Delivery, 'status' | 'error' | 'body' | 'sentAt'>, body: string): Delivery {
		const parsed: unknown = JSON.parse(body);
		const entry = { ...known, status: null, error: null, body: parsed, sentAt: Date.now() };
		this.entries.push(entry);
		if (this.entries.length > MOST_KEPT) this.entries.shift();
		return entry;
	}
}
