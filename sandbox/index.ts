import type { FastifyInstance } from 'fastify';
import { type Delivery, DeliveryLog } from './delivery/log';
import { Outbox } from './delivery/outbox';
import { REAL_WEBHOOKS, type WebhookSettings } from './delivery/settings';
import { type GatewayName, type RecordedRequest, Recorder } from './http/recorder';
import { LocalServer } from './http/server';
import { Waits } from './http/waits';
import { createPhone } from './phone/server';
import { WahaContext, type WahaEngine } from './waha/context';
import { createWaha } from './waha/server';
import { wahaVersion } from './waha/version';
import { WahaWebhooks } from './waha/webhooks';
import { WarestContext } from './warest/context';
import type { ServerPathRead } from './warest/disk';
import { Limiter, REAL_LIMITS, type WarestLimits } from './warest/limits';
import { createWarest } from './warest/server';
import type { ServerState } from './warest/serverState';
import { WarestWebhooks } from './warest/webhooks';
import { seedDefaultWorld, World } from './world';

export { World, seedDefaultWorld };
export type {
	Delivery,
	GatewayName,
	RecordedRequest,
	ServerPathRead,
	ServerState,
	WahaEngine,
	WarestLimits,
	WebhookSettings,
};

export interface SandboxOptions {
	/** TCP ports on 127.0.0.1; 0 or absent takes a free one. */
	ports?: { waha?: number; warest?: number; phone?: number };
	/** `waha: null` is a server that asks for no key. */
	apiKeys?: { waha?: string | null; warest?: string; warestAdmin?: string };
	/** The WAHA version to play, for example `2024.10.8`, `2025.2.5` (default) or `2026.7.1`. */
	wahaVersion?: string | undefined;
	/** Is NOWEB's store on for sessions whose config does not say? Default true. */
	wahaStore?: boolean;
	/**
	 * The engine whose limits WAHA has; `ANY` (default) has none. A call the engine lacks is a 501, and a 422 before
	 * WAHA 2025.6.6, as on the real servers.
	 */
	wahaEngine?: WahaEngine;
	/** `real` waits as long as the gateways do; `none` (default) answers at once. */
	waits?: 'real' | 'none';
	/** WARest's limits; the real ones by default, 0 or Infinity switches one off. */
	warestLimits?: Partial<WarestLimits>;
	/** How events are delivered: waits, time-outs, doubles. As on the real servers, unless said otherwise. */
	webhooks?: Partial<WebhookSettings>;
	/**
	 * The hosts that addresses of received files name, `WAHA_BASE_URL` and `WAREST_BASE_URL`. By default the real
	 * servers' own defaults, `http://localhost:3000` and `http://localhost:7308`, which is rarely where they are.
	 */
	baseUrls?: { waha?: string; warest?: string };
	/** Seconds until WAHA deletes a downloaded file, `WHATSAPP_FILES_LIFETIME`: 180 by default, 0 never. */
	wahaFilesLifetimeSeconds?: number;
	/** Fills the world; a small lively one by default. */
	seed?: (world: World) => void;
}

export interface Sandbox {
	world: World;
	waha: { url: string; apiKey: string };
	warest: { url: string; apiKey: string; adminKey: string };
	/** The page on which a person plays the other side. */
	phone: { url: string };
	/** Every gateway request, in order of arrival. */
	requests: RecordedRequest[];
	/** Every attempt to deliver an event, in order; the newest thousand. */
	deliveries: readonly Delivery[];
	/** How events are delivered; what a test changes here counts from the next event on. */
	webhooks: WebhookSettings;
	/** Every text with which WARest looked for a file on its own disk: no node should ever cause one. */
	serverPathReads: readonly ServerPathRead[];
	/** Health, readiness and planned restarts of WARest, for tests to change. */
	warestServer: ServerState;
	/** Stops or starts listening on the same port, as a stopped gateway does. */
	setDown(gateway: GatewayName, down: boolean): Promise<void>;
	close(): Promise<void>;
}

const DEFAULT_KEYS = {
	waha: 'sandbox-waha-key',
	warest: 'sandbox-warest-key',
	warestAdmin: 'sandbox-warest-admin-key',
};
/** The WARest user whose sessions these are; part of the webhook signature's key. */
const OWNER = 'sandbox';
const DEFAULT_VERSION = '2025.2.5';
const DEFAULT_BASE_URLS = { waha: 'http://localhost:3000', warest: 'http://localhost:7308' };
const DEFAULT_FILES_LIFETIME_SECONDS = 180;
/** How long a session takes to show a QR code or to work, when waits are real. */
const REAL_BOOT_MS = 1_000;

/** A WhatsApp in memory behind both gateways' HTTP interfaces. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const world = new World();
	(options.seed ?? seedDefaultWorld)(world);
	const isReal = options.waits === 'real';
	world.bootMs = isReal ? REAL_BOOT_MS : 0;
	const waits = new Waits(isReal);
	const requests: RecordedRequest[] = [];
	const keys = { ...DEFAULT_KEYS, ...options.apiKeys };
	const webhooks = { ...REAL_WEBHOOKS, ...options.webhooks };
	const log = new DeliveryLog();
	const outboxes = { waha: new Outbox('waha', log), warest: new Outbox('warest', log) };

	const wahaContext = wahaServer(world, waits, webhooks, options, keys.waha);
	const wahaApp = createWaha(wahaContext, new Recorder('waha', requests));
	new WahaWebhooks(wahaContext, outboxes.waha);
	const warestContext = warestServer(world, waits, webhooks, options);
	const warestApp = warestGateway(warestContext, new Recorder('warest', requests), keys);
	const warestWebhooks = new WarestWebhooks(warestContext, outboxes.warest, webhooks);

	const waha = await LocalServer.start(wahaApp, options.ports?.waha ?? 0);
	const warest = await LocalServer.start(warestApp, options.ports?.warest ?? 0);
	const phone = await LocalServer.start(createPhone(world), options.ports?.phone ?? 0);
	const gateways = { waha, warest };

	return {
		world,
		waha: { url: waha.url, apiKey: keys.waha ?? '' },
		warest: { url: warest.url, apiKey: keys.warest, adminKey: keys.warestAdmin },
		phone: { url: phone.url },
		requests,
		deliveries: log.entries,
		webhooks,
		serverPathReads: warestContext.disk.reads,
		warestServer: warestContext.state,
		async setDown(gateway, down) {
			await (down ? gateways[gateway].stop() : gateways[gateway].listen());
			// Neither gateway stores what it has to deliver, and WARest reads its webhooks when it starts.
			if (down) return await outboxes[gateway].stop();
			outboxes[gateway].restart();
			if (gateway === 'warest') warestWebhooks.restarted();
		},
		async close() {
			await Promise.all([outboxes.waha.stop(), outboxes.warest.stop()]);
			world.close();
			await Promise.all([waha.close(), warest.close(), phone.close()]);
		},
	};
}

function wahaServer(
	world: World,
	waits: Waits,
	webhooks: WebhookSettings,
	options: SandboxOptions,
	key: string | null,
): WahaContext {
	const version = wahaVersion(options.wahaVersion ?? DEFAULT_VERSION);
	return new WahaContext(world, version, waits, {
		storeByDefault: options.wahaStore ?? true,
		engine: options.wahaEngine ?? 'ANY',
		apiKey: version.asksKey ? key : null,
		baseUrl: options.baseUrls?.waha ?? DEFAULT_BASE_URLS.waha,
		filesLifetimeSeconds: options.wahaFilesLifetimeSeconds ?? DEFAULT_FILES_LIFETIME_SECONDS,
		webhooks,
	});
}

function warestServer(
	world: World,
	waits: Waits,
	webhooks: WebhookSettings,
	options: SandboxOptions,
): WarestContext {
	const limiter = new Limiter({ ...REAL_LIMITS, ...options.warestLimits });
	const baseUrl = options.baseUrls?.warest ?? DEFAULT_BASE_URLS.warest;
	return new WarestContext(world, waits, limiter, OWNER, baseUrl, webhooks);
}

function warestGateway(
	context: WarestContext,
	recorder: Recorder,
	keys: { warest: string; warestAdmin: string },
): FastifyInstance {
	const users = [
		{ username: OWNER, apiKey: keys.warest, isAdmin: false },
		{ username: 'admin', apiKey: keys.warestAdmin, isAdmin: true },
	];
	return createWarest(context, users, recorder);
}
