import type { Clock } from './clock';
import type { WorldEvents } from './events';

/** `terminate` means that the caller gave up. */
export type CallStatus = 'offer' | 'accept' | 'reject' | 'terminate';

export interface Call {
	id: string;
	/** The person who calls. */
	from: string;
	/** Where it rings: the person's chat or a group. */
	chatId: string;
	isVideo: boolean;
	status: CallStatus;
	/** Milliseconds since 1970, of this status. */
	at: number;
}

/** Calls that ring on the account's phone. Nobody can talk in the sandbox. */
export class Calls {
	private readonly ringing = new Map<string, Call>();

	constructor(
		private readonly session: string,
		private readonly clock: Clock,
		private readonly events: WorldEvents,
	) {}

	ring(from: string, chatId = from, isVideo = false): Call {
		const call: Call = {
			id: this.clock.hex(32),
			from,
			chatId,
			isVideo,
			status: 'offer',
			at: this.clock.nowMs(),
		};
		this.ringing.set(call.id, call);
		this.events.emit({ type: 'call', session: this.session, call });
		return call;
	}

	/** A call that still rings. */
	find(id: string): Call | undefined {
		return this.ringing.get(id);
	}

	/** Somebody accepts or rejects it, or the caller gives up. */
	end(call: Call, status: Exclude<CallStatus, 'offer'>): void {
		this.ringing.delete(call.id);
		const ended: Call = { ...call, status, at: this.clock.nowMs() };
		this.events.emit({ type: 'call', session: this.session, call: ended });
	}
}
