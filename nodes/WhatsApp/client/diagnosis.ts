import type { GatewayCredential } from './readCredential';
import { gateways } from '../gateways';
import { probeOf, type Gateway } from '../gateways/gateway';
import type { Diagnosis, Obstacle, Surroundings } from '../gateways/setup/survey';
import { GatewayProblem } from '../portable/problem';
import { isProxyFault } from '../portable/proxyFault';
import { urlOf } from '../transport/baseUrl';
import { withoutKey } from '../transport/apiKey';
import type { Fault, FaultKind } from '../transport/fault';
import { LOOK_MS } from '../transport/look';
import { networkProblem } from '../transport/network';
import { readRequestOptions } from '../transport/options';
import { lookFor, type GatewayAnswer, type GatewayRequest, type Plan } from '../transport/request';
import { redirectProblem } from '../transport/send';

/** Most requests that find out more about a failure: one for each other gateway, and one for the scheme. */
const MAX_LOOKS = Object.keys(gateways).length;

type Trouble = NonNullable<Diagnosis['trouble']>;
const trouble = (obstacle: Obstacle, problem: GatewayProblem): Trouble => ({ obstacle, problem });

/** Advice that replaces the node's for a fault, where the node's options do not apply. */
export type Hints = Readonly<Partial<Record<FaultKind, string>>>;

/** What operations about the setup get to know. */
export const surroundingsOf = (
	connected: GatewayCredential,
	n8nAddress: () => string | null,
): Surroundings => ({
	baseUrl: connected.connection.baseUrl,
	n8nAddress,
	diagnose: () => new Finding(connected).diagnose(),
});

/**
 * Finds out who answers at the address of a credential: requests something that the gateway shows to nobody without a
 * key, and if that fails, at most one more request for each gateway. Both the test of the credential and operations use
 * it.
 */
export class Finding {
	private looksLeft = MAX_LOOKS;

	constructor(
		private readonly connected: GatewayCredential,
		private readonly hints: Hints = {},
	) {}

	*diagnose(): Plan<Diagnosis> {
		const { gateway } = this.connected;
		const begunAt = Date.now();
		const answer = yield lookFor(probeOf(gateway));
		const answeredAt = Date.now();
		// If many items wait for their turn, a plan begins long before its request is sent; no look takes longer than this.
		const askedAt = Math.max(begunAt, answeredAt - LOOK_MS);
		return { answer, askedAt, answeredAt, trouble: yield* this.troubleOf(answer) };
	}

	private *troubleOf(answer: GatewayAnswer): Plan<Trouble | null> {
		const { credential, gateway } = this.connected;
		if (answer.fault !== undefined) return trouble('way', yield* this.afterFault(answer.fault));
		// A gateway could quote the request in its own sentence.
		const shown = { ...answer, body: withoutKey(answer.body, credential.apiKey) };
		if (!gateway.isOwnAnswer(answer)) return yield* this.afterStrangeAnswer(shown);
		const problem = gateway.problem(shown);
		if (problem === null) return yield* this.afterWelcome();
		return trouble([401, 403].includes(answer.status) ? 'key' : 'answer', problem);
	}

	/** Checks that this package speaks with the server's version, if its answer to the probe leaves that open. */
	private *afterWelcome(): Plan<Trouble | null> {
		const { welcome } = this.connected.gateway;
		if (welcome === undefined) return null;
		const problem = welcome.problem(yield lookFor(welcome.request));
		return problem === null ? null : trouble('gateway', problem);
	}

	private *afterFault(fault: Fault): Plan<GatewayProblem> {
		const otherScheme = MAY_BE_SCHEME.has(fault.kind) ? yield* this.wrongScheme() : null;
		if (otherScheme !== null) return otherScheme;
		const problem = this.problemOf(fault);
		const hint = this.hints[fault.kind] ?? HINTS[fault.kind];
		return hint === undefined ? problem : new GatewayProblem(problem.message, { hint });
	}

	private problemOf(fault: Fault): GatewayProblem {
		const options = { ...readRequestOptions({}), timeoutMs: LOOK_MS };
		const { connection, gateway } = this.connected;
		return networkProblem(fault, { connection, options }, probeOf(gateway));
	}

	/** Something answered, but not the way the gateway does. */
	private *afterStrangeAnswer(answer: GatewayAnswer): Plan<Trouble> {
		const { gateway, connection } = this.connected;
		const { baseUrl } = connection;
		const { status } = answer;
		const redirect = redirectProblem(answer, connection);
		if (redirect !== null) return trouble('way', redirect);
		if (isProxyFault(status)) return trouble('way', this.gatewayIsDown(status));
		// An HTTPS server answers 400 to a plain HTTP request.
		const isRefusedScheme = status === 400 && baseUrl.startsWith('http:');
		const otherScheme = isRefusedScheme ? yield* this.wrongScheme() : null;
		if (otherScheme !== null) return trouble('way', otherScheme);
		// An old version of the same gateway may not know the probe.
		const introduced =
			gateway.welcome !== undefined && this.mayLook() ? yield* this.afterWelcome() : null;
		if (introduced !== null) return introduced;
		const otherGateway = yield* this.otherGateway();
		if (otherGateway !== null) return trouble('gateway', otherGateway);
		const slowDown = status === 429 ? gateway.problem(answer) : null;
		if (slowDown !== null) return trouble('way', slowDown);
		if ([401, 403, 407].includes(status)) return trouble('way', this.wantsLogin());
		return trouble('gateway', this.nobodyKnown(answer));
	}

	private gatewayIsDown(status: number): GatewayProblem {
		const { gateway, connection } = this.connected;
		return new GatewayProblem(
			`A server in front of ${gateway.name} answers at ${connection.baseUrl} with HTTP status ${status}, because ${gateway.name} does not answer it`,
			{
				hint: `Check that ${gateway.name} is running, and that the server in front sends to its host and port.`,
			},
		);
	}

	private wantsLogin(): GatewayProblem {
		const { gateway, connection } = this.connected;
		return new GatewayProblem(
			`What answers at ${connection.baseUrl} asks for a log-in, but not for the API key of ${gateway.name}`,
			{
				hint: `A server in front of ${gateway.name} may want a user and a password: write them into the base URL, as in https://user:password@example.com. Otherwise check Gateway and Base URL.`,
			},
		);
	}

	private nobodyKnown({ status, contentType }: GatewayAnswer): GatewayProblem {
		const { gateway, connection } = this.connected;
		const what = contentType === 'text/html' ? 'a web page' : 'an answer';
		return new GatewayProblem(
			`What answers at ${connection.baseUrl} is not ${gateway.name}: it sent ${what} with HTTP status ${status}`,
			{
				hint: `Check Gateway and Base URL: the address must be that of ${gateway.name} itself, with the port of its API.`,
			},
		);
	}

	/** Whether the server speaks http:// although https:// was typed, or the reverse. The key is not sent there. */
	private *wrongScheme(): Plan<GatewayProblem | null> {
		if (!this.mayLook()) return null;
		const { connection, gateway } = this.connected;
		const { baseUrl } = connection;
		const isSecure = baseUrl.startsWith('https:');
		const swapped = isSecure
			? baseUrl.replace(/^https:/, 'http:')
			: baseUrl.replace(/^http:/, 'https:');
		const answer = yield lookFor(elsewhere(swapped, probeOf(gateway)));
		if (!(isSecure ? speaksHttp(answer) : speaksHttps(answer))) return null;
		const kind = isSecure ? 'noTls' : 'tlsExpected';
		return this.problemOf({ kind, nothingSent: true, reason: null });
	}

	/** Whether one of the other gateways answers; each is sent its own request, with the key in its own header. */
	private *otherGateway(): Plan<GatewayProblem | null> {
		const { gateway, connection } = this.connected;
		const { baseUrl } = connection;
		for (const other of Object.values<Gateway>(gateways)) {
			if (other === gateway || !this.mayLook()) continue;
			const answer = yield { ...lookFor(probeOf(other)), keyHeader: other.keyHeader };
			if (answer.fault !== undefined || !other.isOwnAnswer(answer)) continue;
			const isKeyRight = other.problem(answer) === null;
			return new GatewayProblem(`${other.name} runs at ${baseUrl}, and not ${gateway.name}`, {
				hint: isKeyRight
					? `Choose ${other.name} as Gateway.`
					: `Choose ${other.name} as Gateway, and check API Key: ${other.name} does not accept it.`,
			});
		}
		return null;
	}

	private mayLook(): boolean {
		return this.looksLeft-- > 0;
	}
}

/** A request with its full address; to another origin it goes without the key. */
const elsewhere = (baseUrl: string, { method, ...request }: GatewayRequest): GatewayRequest => ({
	method,
	path: urlOf(baseUrl, request),
});

/** Faults after which the server may speak the other of http and https. */
const MAY_BE_SCHEME: ReadonlySet<FaultKind> = new Set([
	'noTls',
	'tlsCut',
	'tlsExpected',
	'tlsRefused',
	'noHttp',
	'broken',
]);

/** An HTTPS server may answer HTTP with a 400 that says so, or with a redirect to https://. */
const speaksHttp = ({ fault, status }: GatewayAnswer): boolean =>
	fault === undefined && status !== 400 && (status < 300 || status > 399);

const speaksHttps = ({ fault }: GatewayAnswer): boolean =>
	fault === undefined || fault.kind === 'certificate';

/** No look takes longer than LOOK_MS, whatever the node's option says. */
const HINTS: Hints = {
	timeout:
		'Check the host and the port of Base URL, and that no firewall holds back the requests of n8n. The gateway may be busy, too.',
};
