import type { ITriggerFunctions } from 'n8n-workflow';
import type { Registration, Standing } from '../gateways/webhooks';
import { isForeseen, toError, traceOf } from '../portable/problem';
import { pause } from '../transport/pause';
import type { Plan } from '../transport/request';
import { CalledOff, change } from './change';
import { placeIn, readAnew, samePlace, nameOf } from './credential';
import { openTriggerClient, type Access, type TriggerClient } from './triggerClient';
import {
	asRegistered,
	inCompany,
	keptOf,
	LISTENING_MS,
	registeredInCompany,
	type Kept,
} from './kept';

/**
 * A lost webhook is checked again after this time, and only then put back: somebody may just be writing the
 * configuration, or another process of n8n may be deactivating the workflow. In milliseconds.
 */
const CONFIRM_MS = 5_000;
/**
 * Reading a credential starts a JavaScript engine on n8n 2, so most checks reuse the credential that was read before.
 */
const LOOKS_PER_CREDENTIAL = 10;

/** Looks after the webhook of one active trigger. It never throws, because n8n would deactivate the workflow for it. */
export class Caretaker {
	private readonly restores = new Restores();
	/** The last message in the log, until all is well again. */
	private told: string | null = null;
	private looks = 0;
	/** Since when the webhook has served triggers that this process does not know, in milliseconds since 1970. */
	private strangersSince: number | null = null;

	/** @param signal stops it, at the latest before the next request */
	constructor(
		private readonly context: ITriggerFunctions,
		private readonly trigger: string,
		private readonly signal: AbortSignal,
	) {}

	/** One check, and what follows from it. */
	async look(): Promise<void> {
		const kept = keptOf(this.trigger);
		if (kept === undefined || kept.isLeaving) return;
		try {
			this.looks++;
			if (this.told !== null || this.looks % LOOKS_PER_CREDENTIAL === 0) await this.follow(kept);
			await this.mend(kept, await this.standing(kept));
		} catch (error) {
			if (error instanceof CalledOff) return;
			if (isForeseen(error))
				this.tell(`${error.message}. Its webhook is looked after as soon as that is over.`);
			else this.tellOfMistake(toError(error));
		}
	}

	private async mend(kept: Kept, standing: Standing): Promise<void> {
		const { gateway } = kept.access.connected;
		const where = `the session "${kept.registration.session}" on ${gateway.name}`;
		switch (standing.state) {
			case 'kept':
				this.told = null;
				kept.isDoubtful = false;
				return await this.forgetStrangers(kept, standing.hasStrangers);
			case 'taken':
				return this.tell(
					`${where} sends its events to another address now (${standing.by}), which stays. Activate the workflow again to take its place.`,
				);
			case 'noSession':
				return this.tell(`${where} is gone. Its webhook is registered when there is one again.`);
			case 'lost':
				await this.restoreLost(kept, where);
		}
	}

	/**
	 * Triggers that this process does not know were left by a workflow that ended without us, or belong to another main
	 * process of n8n in which the editor listens.
	 */
	private async forgetStrangers(kept: Kept, hasStrangers: boolean): Promise<void> {
		if (!hasStrangers) this.strangersSince = null;
		else this.strangersSince ??= Date.now();
		if (this.strangersSince === null || Date.now() - this.strangersSince < LISTENING_MS) return;
		await this.register(kept, { ...kept.registration, forgetsStrangers: true });
		this.strangersSince = null;
	}

	private async restoreLost(kept: Kept, where: string): Promise<void> {
		const leftMs = this.restores.leftMs(Date.now());
		if (leftMs > 0)
			return this.tell(
				`its webhook is taken from ${where} again and again. To put it back restarts the session, so that is done ever more rarely.`,
			);
		if (!(await pause(CONFIRM_MS, this.signal))) return;
		if ((await this.standing(kept)).state === 'lost') await this.restore(kept);
	}

	/** Somebody else's webhook is never replaced here, because its owner would put it back. */
	private async register(kept: Kept, registration: Registration): Promise<void> {
		const { access } = kept;
		const { webhooks } = access.connected.gateway;
		const { remembered } = await this.run(kept, access, (client) =>
			webhooks.register(registeredInCompany({ ...registration, replace: false }, client)),
		);
		kept.registration = { ...kept.registration, remembered };
		kept.registered = asRegistered(kept.registration, access);
		kept.isDoubtful = false;
	}

	private async restore(kept: Kept): Promise<void> {
		const { registration, access } = kept;
		const { webhooks, name } = access.connected.gateway;
		await this.register(kept, registration);
		if (webhooks.restart !== null) this.restores.done(Date.now());
		this.told = null;
		this.log(
			'warn',
			`${name} had lost its webhook of the session "${registration.session}". It is registered again.`,
		);
	}

	private async standing(kept: Kept): Promise<Standing> {
		const { registration, access } = kept;
		return await this.lookAt(kept, access, registration);
	}

	private async lookAt(kept: Kept, access: Access, registration: Registration): Promise<Standing> {
		return await this.run(kept, access, (client) =>
			access.connected.gateway.webhooks.look(registeredInCompany(registration, client)),
		);
	}

	/** The credential may have changed; n8n notifies nobody of that. */
	private async follow(kept: Kept): Promise<void> {
		const access = { ...kept.access, connected: await readAnew(this.context) };
		if (!samePlace(placeIn(access.connected), placeIn(kept.access.connected)))
			await this.move(kept, access);
		kept.access = access;
	}

	private async move(kept: Kept, access: Access): Promise<void> {
		const registration = { ...kept.registration, formerUrl: null, remembered: null };
		const { state } = await this.lookAt(kept, access, registration);
		// If the webhook is there, it is the same gateway under another address.
		if (state !== 'kept') await this.leave(kept);
		kept.registration = registration;
		kept.registered = asRegistered(registration, access);
	}

	/** Uses the key from the time of registration, which only this process still has. */
	private async leave(kept: Kept): Promise<void> {
		const { registration, access } = kept;
		const { webhooks } = access.connected.gateway;
		try {
			await this.run(kept, access, (client) =>
				webhooks.unregister(inCompany(registration, client)),
			);
		} catch (error) {
			if (!isForeseen(error)) throw toError(error);
			this.log(
				'warn',
				`its webhook of the session "${registration.session}" at ${placeIn(access.connected).baseUrl} could not be taken away. ${error.message}. Take it away there.`,
			);
		}
	}

	/** @param plan made when its turn has come */
	private async run<R>(
		kept: Kept,
		access: Access,
		plan: (client: TriggerClient) => Plan<R>,
	): Promise<R> {
		const client: TriggerClient = openTriggerClient(this.context, access);
		const { session }: Registration = kept.registration;
		return await change(
			client,
			session,
			() => plan(client),
			() => this.mayGoOn(kept),
		);
	}

	/** n8n may deactivate the workflow at any moment; from then on nothing may be written. */
	private mayGoOn(kept: Kept): boolean {
		return !this.signal.aborted && !kept.isLeaving && keptOf(this.trigger) === kept;
	}

	/** Logs a text once, until all is well again or there is something else to report. */
	private tell(text: string): void {
		if (this.told !== text) this.log('warn', text);
		this.told = text;
	}

	/** Compares the message only, because the stack trace of the same mistake differs each time. */
	private tellOfMistake(error: Error): void {
		if (this.told !== error.message)
			this.log('error', `its webhook could not be looked after. ${traceOf(error)}`);
		this.told = error.message;
	}

	private log(level: 'warn' | 'error', text: string): void {
		this.context.logger[level](`${nameOf(this.context)}: ${text}`);
	}
}

/** In milliseconds. */
const FIRST_WAIT_MS = 2 * 60_000;
const LONGEST_WAIT_MS = 60 * 60_000;

/**
 * Limits how often a lost webhook is put back if that restarts the session. A gateway that was recreated loses it once
 * or twice; but if somebody removes it each time, the phone must not lose its connection every minute.
 */
export class Restores {
	private lastAt = -Infinity;
	private waitMs = 0;

	/** How long not to put it back yet, in milliseconds; 0 if it may be put back now. */
	leftMs(now: number): number {
		return Math.max(0, this.lastAt + this.waitMs - now);
	}

	done(now: number): void {
		const isAgain = now - this.lastAt < this.waitMs + LONGEST_WAIT_MS;
		this.waitMs = isAgain ? Math.min(LONGEST_WAIT_MS, this.waitMs * 2 || FIRST_WAIT_MS) : 0;
		this.lastAt = now;
	}
}
