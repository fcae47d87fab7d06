import type { LookupAddress } from 'node:dns';
import dns from 'node:dns/promises';
import { setMaxListeners } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import { clearTimeout, setTimeout } from 'node:timers';
import axios from 'axios';
import type { SandboxGateway } from '../http/recorder';
import type { DeliveryLog } from './log';

/** What is sent and to whom, and which attempt it is. */
export interface Attempt {
	session: string;
	event: string;
	url: string;
	/** Sent exactly like this, because it is signed. */
	body: string;
	headers: Record<string, string>;
	attempt: number;
	/** In milliseconds; 0 means no timeout. */
	timeoutMs: number;
}

export interface Reply {
	/** Null if there was no answer. */
	status: number | null;
	/** How long the receiver asks to wait, in milliseconds; 0 if it does not. */
	retryAfterMs: number;
}

/** The gateway was stopped, which ends whatever it was doing. */
class Stopped extends Error {}

/**
 * Posts events for one gateway. Closing it ends waits and requests at once, so that nothing keeps the process alive.
 */
export class Outbox {
	private stopping = newStop();
	private readonly running = new Set<Promise<void>>();
	private readonly httpsAgent: https.Agent;

	constructor(
		private readonly gateway: SandboxGateway,
		private readonly log: DeliveryLog,
	) {
		// WAHA does not check the receiver's certificate (server source), WARest does (v0.3.44). Evolution API leaves it to
		// the library, which checks by default.
		const rejectUnauthorized = gateway !== 'waha';
		this.httpsAgent = new https.Agent({ keepAlive: false, rejectUnauthorized });
	}

	/** Starts a task of posts and waits. It ends when it is done, or when the outbox is closed. */
	run(task: () => Promise<void>): void {
		if (this.stopping.signal.aborted) return;
		const running = task()
			.catch((error: unknown) => {
				if (!(error instanceof Stopped)) throw error;
			})
			.finally(() => this.running.delete(running));
		this.running.add(running);
	}

	/** Whether nothing is being sent or waits for another attempt. */
	get isIdle(): boolean {
		return this.running.size === 0;
	}

	/** Notes that an event is not sent at all, and why. */
	skip(event: Pick<Attempt, 'session' | 'event' | 'url' | 'body'>, reason: string): void {
		const { session, url, body } = event;
		const known = { gateway: this.gateway, session, event: event.event, url, attempt: 0 };
		this.log.begin(known, body).error = reason;
	}

	/** Any status is an answer; a network error or a timeout is not. Redirects are followed, as axios does. */
	async post(sent: Attempt): Promise<Reply> {
		const { signal } = this.stopping;
		const { session, event, url, attempt } = sent;
		if (signal.aborted) throw new Stopped();
		const entry = this.log.begin(
			{ gateway: this.gateway, session, event, url, attempt },
			sent.body,
		);
		try {
			const answer = await axios.post<unknown>(url, Buffer.from(sent.body), {
				...CLIENT,
				httpsAgent: this.httpsAgent,
				headers: sent.headers,
				timeout: sent.timeoutMs,
				signal,
			});
			entry.status = answer.status;
			return { status: answer.status, retryAfterMs: retryAfter(answer.headers['retry-after']) };
		} catch (error) {
			entry.error = error instanceof Error ? error.message : String(error);
			if (signal.aborted) throw new Stopped();
			return { status: null, retryAfterMs: 0 };
		}
	}

	async wait(milliseconds: number): Promise<void> {
		const { signal } = this.stopping;
		if (signal.aborted) throw new Stopped();
		await new Promise<void>((resolve, reject) => {
			const stop = (): void => {
				clearTimeout(timer);
				reject(new Stopped());
			};
			const timer = setTimeout(() => {
				signal.removeEventListener('abort', stop);
				resolve();
			}, milliseconds);
			signal.addEventListener('abort', stop, { once: true });
		});
	}

	/** Drops whatever is in progress, as a gateway does when it stops, because nothing of it is stored. */
	async stop(): Promise<void> {
		this.stopping.abort();
		await Promise.all(this.running);
	}

	/** Resumes work after a stop. */
	restart(): void {
		if (this.stopping.signal.aborted) this.stopping = newStop();
	}
}

/** Every wait and every request listens to it, so no number of listeners is too many. */
function newStop(): AbortController {
	const controller = new AbortController();
	setMaxListeners(0, controller.signal);
	return controller;
}

/** Top-level domains that nobody has (RFC 6761). */
const RESERVED = /\.(?:example|invalid|test)$/;

/** Does not ask a resolver for names that nobody has, because without a network some take seconds to answer. */
async function lookUp(host: string): Promise<LookupAddress> {
	if (RESERVED.test(host)) throw new Error(`getaddrinfo ENOTFOUND ${host}`);
	return await dns.lookup(host);
}

/** All gateways post with axios. Connections are not kept alive, so that no receiver has to wait for one to close. */
const CLIENT = {
	httpAgent: new http.Agent({ keepAlive: false }),
	proxy: false,
	responseType: 'text',
	transformResponse: (text: unknown) => text,
	validateStatus: () => true,
	lookup: lookUp,
} as const;

/** Seconds, or a date. */
function retryAfter(value: unknown): number {
	if (typeof value !== 'string') return 0;
	const seconds = Number(value);
	const milliseconds = Number.isNaN(seconds) ? Date.parse(value) - Date.now() : seconds * 1000;
	return Math.max(0, milliseconds || 0);
}
