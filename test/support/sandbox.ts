import { startSandbox, type GatewayName, type Sandbox, type SandboxOptions } from '../../sandbox';
import { listed } from '../../nodes/WhatsApp/gateways/listed';
import type { TestCredential } from './engine';

/** Every gateway of the catalogue; the sandbox plays each of them. */
export const GATEWAYS: readonly GatewayName[] = listed.map(({ value }) => value);

/** Switches WARest's limits off, because a test sends faster than a person. */
const NO_LIMITS = { cooldownMs: 0, rateLimitMax: Infinity, quotaMax: Infinity };

/** A sandbox for one test file; it closes after the last test. */
export function useSandbox(options: SandboxOptions = {}): {
	readonly sandbox: Sandbox;
	credential(name: GatewayName): TestCredential;
} {
	let started: Sandbox | undefined;
	beforeAll(async () => {
		started = await startSandbox({ warestLimits: NO_LIMITS, ...options });
	});
	afterAll(async () => await started?.close());
	const current = (): Sandbox => {
		if (started === undefined) throw new Error('the sandbox starts before the first test');
		return started;
	};
	return {
		get sandbox() {
			return current();
		},
		credential: (name) => ({
			gateway: name,
			baseUrl: current()[name].url,
			apiKey: current()[name].apiKey,
		}),
	};
}

/** A resource locator as the editor stores it. */
export const byId = (value: string): { __rl: true; mode: string; value: string } => ({
	__rl: true,
	mode: 'id',
	value,
});
