import { isForeign, urlOf } from './address';
import { isLocalhost } from './baseUrl';
import type { Channel, Connection } from './channel';
import type { RequestOptions } from './options';
import type { GatewayRequest } from './request';
import { GatewayProblem } from '../portable/problem';

type Faulted = Pick<Channel, 'connection' | 'options'>;

const DOCKER_HINT =
	"If n8n runs in Docker, localhost is n8n's own container: use the name of the gateway's container, for example http://waha:3000 or http://warest:7308, or http://host.docker.internal with the port.";

/**
 * Says what a fault of the network means. The error of n8n's helper holds the request and its key, so only its code is
 * kept.
 */
export function networkProblem(
	fault: string,
	{ connection, options }: Faulted,
	request: Pick<GatewayRequest, 'path'>,
): GatewayProblem {
	const { message, hint } = isForeign(connection.baseUrl, request)
		? describeForeign(fault, connection, options, request)
		: describe(fault, `${connection.gatewayName} at ${connection.baseUrl}`, connection, options);
	return new GatewayProblem(message, { hint });
}

/** The address of a file comes from the gateway, and n8n may reach the one and not the other. */
function describeForeign(
	fault: string,
	connection: Connection,
	options: RequestOptions,
	request: Pick<GatewayRequest, 'path'>,
): { message: string; hint: string } {
	const baseUrl = new URL(urlOf(connection.baseUrl, request)).origin;
	const { message, hint } = describe(
		fault,
		`the file server at ${baseUrl}`,
		{ ...connection, baseUrl },
		options,
	);
	const isUnreachable = NOT_FOUND.has(fault) || NOBODY_THERE.has(fault);
	return {
		message: `${message.charAt(0).toUpperCase()}${message.slice(1)}`,
		hint: isUnreachable
			? `${connection.gatewayName} gave this address for a file, so n8n must be able to reach it.`
			: hint,
	};
}

const NOBODY_THERE: ReadonlySet<string> = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH']);
const NOT_FOUND: ReadonlySet<string> = new Set(['ENOTFOUND', 'EAI_AGAIN']);

function describe(
	fault: string,
	place: string,
	{ baseUrl }: Pick<Connection, 'baseUrl'>,
	options: RequestOptions,
): { message: string; hint: string } {
	switch (fault) {
		case BLOCKED:
			return {
				message: `${place} cannot be reached: n8n blocks the address`,
				hint: `n8n is set to keep requests out of private networks (N8N_SSRF_PROTECTION_ENABLED). Add ${allowance(new URL(baseUrl).hostname)}, and start n8n again.`,
			};
		case 'ECONNREFUSED':
		case 'EHOSTUNREACH':
		case 'ENETUNREACH':
			return {
				message: `${place} cannot be reached: nothing answers there`,
				hint: isLocalhost(baseUrl)
					? DOCKER_HINT
					: 'Check that the gateway is running and that the base URL in the credential has the right host and port.',
			};
		case 'ENOTFOUND':
		case 'EAI_AGAIN':
			return {
				message: `${place} cannot be reached: the host name is not known here`,
				hint: 'Check the spelling of the base URL in the credential. In Docker, n8n and the gateway must share a network to find each other by name.',
			};
		case 'ECONNABORTED':
		case 'ETIMEDOUT':
			return {
				message: `${place} did not answer within ${Math.round(options.timeoutMs / 1000)} seconds`,
				hint: 'The gateway may be busy or its phone offline. Raise Timeout under Request Options if it needs longer.',
			};
		case 'CERTIFICATE':
			return {
				message: `${place} has a certificate that n8n does not trust`,
				hint: 'Use a valid certificate, or switch on Ignore SSL Issues under Request Options if this is your own server.',
			};
		case 'ERR_CANCELED':
			// n8n takes an execution for canceled, and not for failed, by this word in the message, spelled like this.
			return {
				message: `The request to ${place} was canceled`,
				hint: 'The execution was stopped.',
			};
		default:
			return {
				message: `The connection to ${place} broke`,
				hint: 'Check that the gateway is running, and that a proxy in between lets the request pass.',
			};
	}
}

/** The fault of a request that n8n's own protection of private networks stopped before it left. */
export const BLOCKED = 'BLOCKED';

/** n8n knows an address by its numbers only under the ranges, and never under the names (n8n 2.41). */
function allowance(host: string): string {
	const address = host.replace(/^\[|\]$/g, '');
	if (address.includes(':')) return `${address}/128 to N8N_SSRF_ALLOWED_IP_RANGES`;
	return /^[\d.]+$/.test(address)
		? `${address}/32 to N8N_SSRF_ALLOWED_IP_RANGES`
		: `${address} to N8N_SSRF_ALLOWED_HOSTNAMES`;
}

/**
 * The code that Node.js or axios gave, `CERTIFICATE` for any of a certificate, `BLOCKED`, or the empty text: n8n's error
 * keeps it as its httpCode, and the original as its cause.
 */
export function faultCode(error: unknown): string {
	let current: unknown = error;
	for (let depth = 0; depth < 5 && isRecord(current); depth++) {
		if (isBlocked(current)) return BLOCKED;
		const code = [current.code, current.httpCode].find(
			(value) => typeof value === 'string' && /^[A-Z]/.test(value),
		);
		if (typeof code === 'string') return CERTIFICATE_CODES.test(code) ? 'CERTIFICATE' : code;
		current = current.cause;
	}
	return '';
}

/** Not every n8n keeps the error by which it says so, but all keep its sentence (n8n 2.41). */
const isBlocked = ({ message, name }: Readonly<Record<string, unknown>>): boolean =>
	/^SsrfBlocked/.test(String(name)) || /^The request was blocked because /.test(String(message));

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null;

const CERTIFICATE_CODES = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/;
