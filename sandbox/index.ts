import { type Delivery, DeliveryLog } from './delivery/log';
import { REAL_WEBHOOKS, type WebhookSettings } from './delivery/settings';
import type { Mishap } from './evolution/mishaps';
import { startEvolution, startWaha, startWarest } from './gateways';
import type { RecordedRequest, SandboxGateway } from './http/recorder';
import { LocalServer } from './http/server';
import { Waits } from './http/waits';
import type { SandboxOptions } from './options';
import { createPhone } from './phone/server';
import type { WahaEngine } from './waha/context';
import type { ServerPathRead } from './warest/disk';
import type { WarestLimits } from './warest/limits';
import type { ServerState } from './warest/serverState';
import { seedDefaultWorld, World } from './world';

/** What the node calls the gateways that the sandbox plays. */
export type GatewayName = SandboxGateway;

export { World, seedDefaultWorld };
export type {
	Delivery,
	Mishap,
	RecordedRequest,
	SandboxGateway,
	SandboxOptions,
	ServerPathRead,
	ServerState,
	WahaEngine,
	WarestLimits,
	WebhookSettings,
};

export interface Sandbox {
	world: World;
	waha: { url: string; apiKey: string };
	warest: { url: string; apiKey: string; adminKey: string };
	/** `apiKey` is the server's own; `tokenOf` the one of a single instance. */
	evolution: { url: string; apiKey: string; tokenOf(instance: string): string };
	/** The page on which a person plays the other side. */
	phone: { url: string };
	/** Every gateway request, in order of arrival. */
	requests: RecordedRequest[];
	/** Every attempt to deliver an event, in order; the newest thousand. */
	deliveries: readonly Delivery[];
	/** Whether a gateway has an event to deliver: an attempt is under way, or will be after a wait. */
	readonly isDelivering: boolean;
	/** How events are delivered; what a test changes here counts from the next event on. */
	webhooks: WebhookSettings;
	/** Every text with which WARest or Evolution API looked for a file on its own disk: no node should ever cause one. */
	serverPathReads: readonly ServerPathRead[];
	/** What Evolution API's next sends meet, one after the other; null lets one through. A test puts it there. */
	evolutionMishaps: Array<Mishap | null>;
	/** Health, readiness and planned restarts of WARest, for tests to change. */
	warestServer: ServerState;
	/** Stops or starts listening on the same port, as a stopped gateway does. */
	setDown(gateway: SandboxGateway, down: boolean): Promise<void>;
	/** Stops WAHA, and starts it as a container that was made anew: its sessions have no configuration any more. */
	renewWaha(): Promise<void>;
	close(): Promise<void>;
}

const DEFAULT_KEYS = {
	waha: 'sandbox-waha-key',
	warest: 'sandbox-warest-key',
	warestAdmin: 'sandbox-warest-admin-key',
	evolution: 'sandbox-evolution-key',
};
/** How long a session takes to show a QR code or to work, when waits are real. */
const REAL_BOOT_MS = 1_000;

/** A WhatsApp in memory behind the gateways' HTTP interfaces. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const world = new World();
	(options.seed ?? seedDefaultWorld)(world);
	const isReal = options.waits === 'real';
	world.bootMs = isReal ? REAL_BOOT_MS : 0;
	const requests: RecordedRequest[] = [];
	const deliveries = new DeliveryLog();
	const webhooks = { ...REAL_WEBHOOKS, ...options.webhooks };
	const ground = { world, waits: new Waits(isReal), requests, deliveries, webhooks };
	const keys = { ...DEFAULT_KEYS, ...options.apiKeys };

	const { gateway: waha, context: wahaContext } = await startWaha(ground, options, keys.waha);
	const { gateway: warest, context } = await startWarest(ground, options, keys);
	const { gateway: evolution, context: evolutionContext } = await startEvolution(
		ground,
		options,
		keys.evolution,
		context.disk,
	);
	const phone = await LocalServer.start(
		() => createPhone(world),
		world.clock,
		options.ports?.phone ?? 0,
	);
	const gateways = { waha, warest, evolution };

	return {
		world,
		waha: { url: waha.url, apiKey: keys.waha ?? '' },
		warest: { url: warest.url, apiKey: keys.warest, adminKey: keys.warestAdmin },
		evolution: {
			url: evolution.url,
			apiKey: keys.evolution,
			tokenOf: (instance) => evolutionContext.registration(world.session(instance)).token,
		},
		phone: { url: phone.url },
		requests,
		deliveries: deliveries.entries,
		get isDelivering() {
			return Object.values(gateways).some(({ isDelivering }) => isDelivering);
		},
		webhooks,
		serverPathReads: context.disk.reads,
		evolutionMishaps: evolutionContext.mishaps.next,
		warestServer: context.state,
		async setDown(gateway, down) {
			await gateways[gateway].setDown(down);
		},
		async renewWaha() {
			await waha.setDown(true);
			wahaContext.forgetConfigs();
			await waha.setDown(false);
		},
		async close() {
			// Before the world: what happens at its end is told to nobody.
			await Promise.all([...Object.values(gateways), phone].map(async (one) => await one.close()));
			world.close();
		},
	};
}
