import type { SandboxGateway } from '../http/recorder';

/** One attempt to deliver an event to a webhook, or the decision not to deliver it. */
export interface Delivery {
	gateway: SandboxGateway;
	/** The session's name. */
	session: string;
	/** The gateway's own name for the event. */
	event: string;
	url: string;
	/** 1 and up; 0 if nothing was sent because the gateway blocked the address or the secret is too short. */
	attempt: number;
	/** The receiver's status; null while the attempt is in progress, and if there was no answer. */
	status: number | null;
	/** What went wrong without an answer, or why nothing was sent. */
	error: string | null;
	/** What was sent, parsed. */
	body: unknown;
	/** Milliseconds since 1970, on the wall clock. */
	sentAt: number;
}

/** Only the newest deliveries are kept, so that a demo that runs for days does not fill the memory. */
const MOST_KEPT = 1_000;

/** All attempts of all gateways, in the order of their start. */
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
