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

/** The node's names for the gateways that the sandbox simulates. */
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
	/** `apiKey` is the server's own; `tokenOf` that of a single instance. */
	evolution: { url: string; apiKey: string; tokenOf(instance: string): string };
	/** The page for playing the other person. */
	phone: { url: string };
	/** Every gateway request, in order of arrival. */
	requests: RecordedRequest[];
	/** Every attempt to deliver an event, in order; the newest thousand. */
	deliveries: readonly Delivery[];
	/** Whether a gateway has an event to deliver: an attempt is in progress, or will follow after a wait. */
	readonly isDelivering: boolean;
	/** How events are delivered; changes by a test apply from the next event on. */
	webhooks: WebhookSettings;
	/** Every text with which WARest or Evolution API looked for a file on its own disk; no node should ever cause one. */
	serverPathReads: readonly ServerPathRead[];
	/** The mishaps of Evolution API's next sends, in order; null lets one succeed. Set by a test. */
	evolutionMishaps: Array<Mishap | null>;
	/** Health, readiness and planned restarts of WARest, for tests to change. */
	warestServer: ServerState;
	/** Stops or starts listening on the same port, as a stopped gateway does. */
	setDown(gateway: SandboxGateway, down: boolean): Promise<void>;
	/** Stops WAHA, and starts it like a recreated container: its sessions have no configuration any more. */
	renewWaha(): Promise<void>;
	close(): Promise<void>;
}

const DEFAULT_KEYS = {
	waha: 'sandbox-waha-key',
	warest: 'sandbox-warest-key',
	warestAdmin: 'sandbox-warest-admin-key',
	evolution: 'sandbox-evolution-key',
};
/** How long a session takes to show a QR code or to work, if waits are real. */
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
			// Before the world, because nobody should be notified of its end.
			await Promise.all([...Object.values(gateways), phone].map(async (one) => await one.close()));
			world.close();
		},
	};
}
