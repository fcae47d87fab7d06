import { isLocalhost } from './baseUrl';
import type { Channel, Connection } from './channel';
import type { RequestOptions } from './options';
import { GatewayProblem } from '../portable/problem';

type Faulted = Pick<Channel, 'connection' | 'options'>;

const DOCKER_HINT =
	"If n8n runs in Docker, localhost is n8n's own container: use the name of the gateway's container, for example http://waha:3000 or http://warest:7308, or http://host.docker.internal with the port.";

/**
 * Says what a fault of the network means. The error of n8n's helper holds the request and its key, so only its code is
 * kept.
 */
export function networkProblem(fault: string, { connection, options }: Faulted): GatewayProblem {
	const { message, hint } = describe(fault, connection, options);
	return new GatewayProblem(message, { hint });
}

function describe(
	fault: string,
	{ gatewayName, baseUrl }: Connection,
	options: RequestOptions,
): { message: string; hint: string } {
	const place = `${gatewayName} at ${baseUrl}`;
	switch (fault) {
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

/**
 * The code that Node.js or axios gave, `CERTIFICATE` for any of a certificate, or the empty text: n8n's error keeps it
 * as its httpCode, and the original as its cause.
 */
export function faultCode(error: unknown): string {
	let current: unknown = error;
	for (let depth = 0; depth < 5 && isRecord(current); depth++) {
		const code = [current.code, current.httpCode].find(
			(value) => typeof value === 'string' && /^[A-Z]/.test(value),
		);
		if (typeof code === 'string') return CERTIFICATE_CODES.test(code) ? 'CERTIFICATE' : code;
		current = current.cause;
	}
	return '';
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null;

const CERTIFICATE_CODES = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/;
