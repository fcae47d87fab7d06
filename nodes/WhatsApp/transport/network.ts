import { isForeign, urlOf } from './baseUrl';
import type { GatewayChannel, Connection } from './channel';
import type { Fault, FaultKind } from './fault';
import type { RequestOptions } from './options';
import type { GatewayRequest } from './request';
import { GatewayProblem } from '../portable/problem';
import { inDocker, isLocalhost } from '../portable/webAddress';

type Faulted = Pick<GatewayChannel, 'connection' | 'options'>;

interface Told {
	readonly message: string;
	readonly hint: string;
}

/** Explains a network fault. */
export function networkProblem(
	fault: Fault,
	{ connection, options }: Faulted,
	request: Pick<GatewayRequest, 'path'>,
): GatewayProblem {
	const { message, hint } = isForeign(connection.baseUrl, request)
		? tellForeign(fault, { connection, options }, request)
		: TOLD[fault.kind](placeOf(connection), { fault, connection, options });
	return new GatewayProblem(message, { hint });
}

const placeOf = ({ baseUrl, peer }: Connection): string => `${peer.name} at ${baseUrl}`;

/** The file's address comes from the gateway, and n8n may reach one host and not the other. */
function tellForeign(
	fault: Fault,
	{ connection, options }: Faulted,
	request: Pick<GatewayRequest, 'path'>,
): Told {
	const baseUrl = new URL(urlOf(connection.baseUrl, request)).origin;
	const { message, hint } = TOLD[fault.kind](`the file server at ${baseUrl}`, {
		fault,
		connection: { ...connection, baseUrl },
		options,
	});
	return {
		message: `${message.charAt(0).toUpperCase()}${message.slice(1)}`,
		hint: OF_ADDRESS.has(fault.kind)
			? `${connection.peer.name} gave this address for a file, so n8n must be able to reach it.`
			: hint,
	};
}

/** Faults whose advice is to correct the credential's base URL, which does not contain the address of a file. */
const OF_ADDRESS: ReadonlySet<FaultKind> = new Set([
	'unreachable',
	'unknownHost',
	'unsendable',
	'noTls',
	'tlsCut',
	'tlsExpected',
	'noHttp',
]);

interface Circumstances {
	readonly fault: Fault;
	readonly connection: Connection;
	readonly options: RequestOptions;
}

const TOLD: Readonly<Record<FaultKind, (place: string, about: Circumstances) => Told>> = {
	unreachable: (place, { connection: { baseUrl, peer } }) => ({
		message: `${place} cannot be reached: nothing answers there`,
		hint: isLocalhost(baseUrl)
			? inDocker(peer.exampleUrl)
			: 'Check that the gateway is running and that the base URL in the credential has the right host and port.',
	}),
	unknownHost: (place) => ({
		message: `${place} cannot be reached: the host name is not known here`,
		hint: 'Check the spelling of the base URL in the credential. In Docker, n8n and the gateway must share a network to find each other by name.',
	}),
	blocked: (place, { connection: { baseUrl } }) => ({
		message: `${place} cannot be reached: n8n blocks the address`,
		hint: `n8n is set to keep requests out of private networks (N8N_SSRF_PROTECTION_ENABLED). Add ${allowance(new URL(baseUrl).hostname)}, and start n8n again.`,
	}),
	unsendable: (place) => ({
		message: `The request to ${place} could not be written`,
		hint: 'Check Base URL and API Key in the credential, and Proxy under Request Options.',
	}),
	certificate: (place) => ({
		message: `${place} has a certificate that n8n does not trust`,
		hint: 'Use a valid certificate, or switch on Ignore SSL Issues under Request Options if this is your own server.',
	}),
	noTls: (place) => ({
		message: `${place} does not speak https at this port`,
		hint: 'Write http:// in place of https:// into the base URL of the credential, or the port at which it speaks https.',
	}),
	tlsRefused: (place, { fault }) => ({
		message: `${place} and n8n found no common way to encrypt${fault.reason === null ? '' : ` (${fault.reason})`}`,
		hint: 'Check how https is set up on the server. n8n needs TLS 1.2 or newer, and has no certificate of its own to show.',
	}),
	tlsCut: (place) => ({
		message: `${place} ended the connection before it was encrypted`,
		hint: 'Check that the gateway is running. If it does not speak https at this port, write http:// in place of https:// into the base URL of the credential.',
	}),
	tlsExpected: (place) => ({
		message: `${place} speaks https at this port`,
		hint: 'Write https:// in place of http:// into the base URL of the credential.',
	}),
	noHttp: (place) => ({
		message: `${place} answered with something that is no HTTP`,
		hint: 'Check the port in the base URL of the credential, and whether it must start with https://.',
	}),
	timeout: (place, { options }) => ({
		message: `${place} did not answer within ${Math.round(options.timeoutMs / 1000)} seconds`,
		hint: 'The gateway may be busy or its phone offline. Raise Timeout under Request Options if it needs longer.',
	}),
	// n8n treats an execution as canceled, not failed, if the message has this word in this spelling.
	canceled: (place) => ({
		message: `The request to ${place} was canceled`,
		hint: 'The execution was stopped.',
	}),
	broken: (place) => ({
		message: `The connection to ${place} broke`,
		hint: 'Check that the gateway is running, and that a proxy in between lets the request pass.',
	}),
};

/** n8n allows numeric addresses by their ranges only, never by host name (n8n 2.41). */
function allowance(host: string): string {
	const address = host.replace(/^\[|\]$/g, '');
	if (address.includes(':')) return `${address}/128 to N8N_SSRF_ALLOWED_IP_RANGES`;
	return /^[\d.]+$/.test(address)
		? `${address}/32 to N8N_SSRF_ALLOWED_IP_RANGES`
		: `${address} to N8N_SSRF_ALLOWED_HOSTNAMES`;
}

/** How much of an answer is searched for the sentence, in bytes; it stands at the top of a short page. */
const PAGE_BYTES = 4096;

/** What nginx, Apache, servers written in Go (Caddy, Traefik) and Tomcat answer to plain HTTP on an HTTPS port. */
const PLAIN_AT_TLS =
	/plain HTTP request was sent to HTTPS port|speaking plain HTTP to an SSL-enabled server port|Client sent an HTTP request to an HTTPS server|combination of host and port requires TLS/i;

/** The problem of an answer that says the server wants https. It comes in place of the gateway, which saw nothing. */
export function schemeProblem(
	{ status, bytes }: { readonly status: number; readonly bytes: Buffer },
	{ connection, options }: Faulted,
	request: Pick<GatewayRequest, 'path'>,
): GatewayProblem | null {
	if (status !== 400 || !urlOf(connection.baseUrl, request).startsWith('http:')) return null;
	if (!PLAIN_AT_TLS.test(bytes.toString('latin1', 0, PAGE_BYTES))) return null;
	const fault: Fault = { kind: 'tlsExpected', nothingSent: true, reason: null };
	const { message, hint } = networkProblem(fault, { connection, options }, request);
	return new GatewayProblem(message, { status, hint, fate: 'notDone' });
}
