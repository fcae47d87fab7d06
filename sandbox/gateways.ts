import type { FastifyInstance } from 'fastify';
import type { DeliveryLog } from './delivery/log';
import { Outbox } from './delivery/outbox';
import type { WebhookSettings } from './delivery/settings';
import { EvolutionContext } from './evolution/context';
import { createEvolution } from './evolution/server';
import { evolutionVersion } from './evolution/version';
import { EvolutionWebhooks } from './evolution/webhooks';
import { type SandboxGateway, type RecordedRequest, Recorder } from './http/recorder';
import { LocalServer } from './http/server';
import type { Waits } from './http/waits';
import type { SandboxOptions } from './options';
import { WahaContext } from './waha/context';
import { createWaha } from './waha/server';
import { wahaVersion } from './waha/version';
import { WahaWebhooks } from './waha/webhooks';
import { WarestContext } from './warest/context';
import type { ServerDisk } from './warest/disk';
import { Limiter, REAL_LIMITS } from './warest/limits';
import { createWarest } from './warest/server';
import { WarestWebhooks } from './warest/webhooks';
import type { World } from './world';
import type { Clock } from './world/clock';

/** What all gateways share. */
export interface Ground {
	world: World;
	waits: Waits;
	requests: RecordedRequest[];
	deliveries: DeliveryLog;
	webhooks: WebhookSettings;
}

/** A gateway that can go away and come back. None stores its pending deliveries. */
export class PlayedGateway {
	private constructor(
		private readonly server: LocalServer,
		private readonly outbox: Outbox,
		private readonly restarted: () => void,
	) {}

	static async start(
		build: () => FastifyInstance,
		clock: Clock,
		port: number | undefined,
		outbox: Outbox,
		restarted: () => void = () => undefined,
	): Promise<PlayedGateway> {
		return new PlayedGateway(await LocalServer.start(build, clock, port ?? 0), outbox, restarted);
	}

	get url(): string {
		return this.server.url;
	}

	/** Whether it has something to deliver, now or after a wait. */
	get isDelivering(): boolean {
		return !this.outbox.isIdle;
	}

	async setDown(down: boolean): Promise<void> {
		if (down) {
			await Promise.all([this.server.stop(), this.outbox.stop()]);
			return;
		}
		await this.server.listen();
		this.outbox.restart();
		this.restarted();
	}

	async close(): Promise<void> {
		await this.outbox.stop();
		await this.server.close();
	}
}

function desk(
	gateway: SandboxGateway,
	{ requests, deliveries }: Ground,
): { recorder: Recorder; outbox: Outbox } {
	return {
		recorder: new Recorder(gateway, requests),
		outbox: new Outbox(gateway, deliveries),
	};
}

const DEFAULT_VERSION = '2025.2.5';
const DEFAULT_FILES_LIFETIME_SECONDS = 180;

/** `apiKey: null` is a server that requires none. */
export async function startWaha(
	ground: Ground,
	options: SandboxOptions,
	apiKey: string | null,
): Promise<{ gateway: PlayedGateway; context: WahaContext }> {
	const { world, waits, webhooks } = ground;
	const version = wahaVersion(options.wahaVersion ?? DEFAULT_VERSION);
	const context = new WahaContext(world, version, waits, {
		storeByDefault: options.wahaStore ?? true,
		engine: options.wahaEngine ?? 'ANY',
		apiKey: version.asksKey ? apiKey : null,
		baseUrl: options.baseUrls?.waha ?? 'http://localhost:3000',
		filesLifetimeSeconds: options.wahaFilesLifetimeSeconds ?? DEFAULT_FILES_LIFETIME_SECONDS,
		webhooks,
	});
	const { recorder, outbox } = desk('waha', ground);
	const hooks = new WahaWebhooks(context, outbox);
	const build = (): FastifyInstance => createWaha(context, recorder);
	const gateway = await PlayedGateway.start(build, world.clock, options.ports?.waha, outbox, () =>
		hooks.restarted(),
	);
	return { gateway, context };
}

/** The WARest user who owns these sessions; part of the webhook signature's key. */
const OWNER = 'sandbox';

export async function startWarest(
	ground: Ground,
	options: SandboxOptions,
	keys: { warest: string; warestAdmin: string },
): Promise<{ gateway: PlayedGateway; context: WarestContext }> {
	const { world, waits, webhooks } = ground;
	const context = new WarestContext(world, waits, {
		limiter: new Limiter({ ...REAL_LIMITS, ...options.warestLimits }),
		defaultOwner: OWNER,
		baseUrl: options.baseUrls?.warest ?? 'http://localhost:7308',
		webhooks,
	});
	const users = [
		{ username: OWNER, apiKey: keys.warest, isAdmin: false },
		{ username: 'admin', apiKey: keys.warestAdmin, isAdmin: true },
	];
	const { recorder, outbox } = desk('warest', ground);
	const hooks = new WarestWebhooks(context, outbox);
	const build = (): FastifyInstance => createWarest(context, users, recorder);
	const gateway = await PlayedGateway.start(build, world.clock, options.ports?.warest, outbox, () =>
		hooks.restarted(),
	);
	return { gateway, context };
}

const DEFAULT_EVOLUTION = '2.3.7';

/** `disk`: where anything that is not an address is looked for. */
export async function startEvolution(
	ground: Ground,
	options: SandboxOptions,
	apiKey: string,
	disk: ServerDisk,
): Promise<{ gateway: PlayedGateway; context: EvolutionContext }> {
	const { world, waits, webhooks } = ground;
	const version = evolutionVersion(options.evolutionVersion ?? DEFAULT_EVOLUTION);
	const context = new EvolutionContext(world, version, waits, {
		apiKey,
		isActivated: options.evolutionActivated ?? true,
		baseUrl: options.baseUrls?.evolution ?? 'http://localhost:8080',
		webhooks,
		disk,
	});
	const { recorder, outbox } = desk('evolution', ground);
	new EvolutionWebhooks(context, outbox).listen();
	const build = (): FastifyInstance => createEvolution(context, recorder);
	const port = options.ports?.evolution;
	return { gateway: await PlayedGateway.start(build, world.clock, port, outbox), context };
}
