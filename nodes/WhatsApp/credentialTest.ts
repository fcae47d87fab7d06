import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { connect, authHeaders, type Connected } from './connect';
import { gateways } from './gateways';
import type { Gateway } from './gateways/gateway';
import { GatewayProblem, isForeseen, toError } from './portable/problem';
import { urlOf } from './transport/address';
import { askOnce, type Reply } from './transport/askOnce';
import { networkProblem } from './transport/network';
import { readRequestOptions } from './transport/options';
import type { GatewayAnswer } from './transport/request';
import { isProxyFault } from './transport/retry';
import { redirectProblem, withoutKey } from './transport/send';

/** For the whole test: a person is waiting. In milliseconds. */
const TIMEOUT_MS = 15_000;
/** Requests at most that only find out more about a failure. */
const MAX_LOOKS = 2;

/**
 * What n8n runs when somebody tests the credential. It is a function and not the credential's `test`: of that n8n 1.123
 * to 2.41 show "ECONNREFUSED" or a sentence of their own for most mistakes, take a web page for a success, follow
 * redirects with the key, and wait for ever. Nothing is left to `test`, because n8n would use it instead of this.
 */
export async function testCredential(
	this: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
): Promise<INodeCredentialTestResult> {
	try {
		await new CredentialTest(this, data).run();
		return { status: 'OK', message: 'Connection successful!' };
	} catch (error) {
		if (!isForeseen(error)) throw toError(error);
		const { message, hint } = error;
		return { status: 'Error', message: hint === undefined ? message : `${message}. ${hint}` };
	}
}

class CredentialTest {
	private readonly connected: Connected;
	private readonly endsAt = performance.now() + TIMEOUT_MS;
	private looksLeft = MAX_LOOKS;

	/** @throws Refusal when the credential is incomplete */
	constructor(
		private readonly context: ICredentialTestFunctions,
		credential: ICredentialDataDecryptedObject,
	) {
		this.connected = connect(credential);
	}

	/** @throws GatewayProblem when it does not work */
	async run(): Promise<void> {
		const { gateway } = this.connected;
		const reply = await this.ask(gateway);
		if ('fault' in reply) throw await this.afterFault(reply.fault);
		const problem = gateway.access.isOwnAnswer(reply.answer)
			? gateway.problem(reply.answer)
			: await this.afterStrangeAnswer(reply.answer);
		if (problem !== null) throw withoutKey(problem, this.connected);
	}

	/** Asks as a gateway is asked, with its own header. */
	private async ask(gateway: Gateway): Promise<Reply> {
		const { connection, credential } = this.connected;
		return await this.get(connection.baseUrl, gateway, authHeaders(credential, gateway));
	}

	private async get(
		baseUrl: string,
		{ access }: Gateway,
		headers: Readonly<Record<string, string>>,
	): Promise<Reply> {
		const timeoutMs = Math.max(1, Math.round(this.endsAt - performance.now()));
		return await askOnce(this.context, { url: urlOf(baseUrl, access.probe), headers, timeoutMs });
	}

	private async afterFault(fault: string): Promise<GatewayProblem> {
		const otherScheme = NO_CONNECTION.has(fault) ? null : await this.wrongScheme();
		if (otherScheme !== null) return otherScheme;
		const options = { ...readRequestOptions({}), timeoutMs: TIMEOUT_MS };
		const { connection, gateway } = this.connected;
		const problem = networkProblem(fault, { connection, options }, gateway.access.probe);
		const hint = HINTS[fault];
		return hint === undefined ? problem : new GatewayProblem(problem.message, { hint });
	}

	/** Something answered, and not as the gateway does. */
	private async afterStrangeAnswer(answer: GatewayAnswer): Promise<GatewayProblem> {
		const { gateway, connection } = this.connected;
		const { baseUrl } = connection;
		const { status } = answer;
		const redirect = redirectProblem(answer, connection);
		if (redirect !== null) return redirect;
		if (isProxyFault(status)) {
			return new GatewayProblem(
				`A server in front of ${gateway.name} answers at ${baseUrl} with HTTP status ${status}, because ${gateway.name} does not answer it`,
				{
					hint: `Check that ${gateway.name} is running, and that the server in front sends to its host and port.`,
				},
			);
		}
		// What servers for HTTPS say to a request that does not begin as theirs do.
		const isRefusedScheme = status === 400 && baseUrl.startsWith('http:');
		const otherScheme = isRefusedScheme ? await this.wrongScheme() : null;
		if (otherScheme !== null) return otherScheme;
		const otherGateway = await this.otherGateway();
		if (otherGateway !== null) return otherGateway;
		if (status === 429) return gateway.problem(answer) ?? this.nobodyKnown(answer);
		if (status === 401 || status === 403 || status === 407) {
			return new GatewayProblem(
				`What answers at ${baseUrl} asks for a log-in, but not for the API key of ${gateway.name}`,
				{
					hint: `A server in front of ${gateway.name} may want a user and a password: let n8n pass there without. Otherwise check Gateway and Base URL.`,
				},
			);
		}
		return this.nobodyKnown(answer);
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

	/** Whether the server speaks http:// where https:// was typed, or the reverse. No key goes there. */
	private async wrongScheme(): Promise<GatewayProblem | null> {
		if (!this.mayLook()) return null;
		const { connection, gateway } = this.connected;
		const { baseUrl } = connection;
		const isSecure = baseUrl.startsWith('https:');
		const swapped = isSecure
			? baseUrl.replace(/^https:/, 'http:')
			: baseUrl.replace(/^http:/, 'https:');
		const reply = await this.get(swapped, gateway, {});
		if (!(isSecure ? speaksHttp(reply) : speaksHttps(reply))) return null;
		const place = `${gateway.name} at ${baseUrl}`;
		return isSecure
			? new GatewayProblem(`${place} does not speak https at this port`, {
					hint: 'Write http:// in place of https:// into the base URL of the credential, or the port at which it speaks https.',
				})
			: new GatewayProblem(`${place} speaks https at this port`, {
					hint: 'Write https:// in place of http:// into the base URL of the credential.',
				});
	}

	/** Whether one of the other gateways answers, each to its own request and with the key in its own header. */
	private async otherGateway(): Promise<GatewayProblem | null> {
		const { gateway, connection } = this.connected;
		const { baseUrl } = connection;
		for (const other of Object.values<Gateway>(gateways)) {
			if (other === gateway || !this.mayLook()) continue;
			const reply = await this.ask(other);
			if ('fault' in reply || !other.access.isOwnAnswer(reply.answer)) continue;
			const isKeyRight = other.problem(reply.answer) === null;
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

/** Faults in which nobody was reached, or somebody who speaks HTTPS: the scheme is not what is wrong. */
const NO_CONNECTION: ReadonlySet<string> = new Set([
	'ECONNREFUSED',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'ENOTFOUND',
	'EAI_AGAIN',
	'ECONNABORTED',
	'ETIMEDOUT',
	'CERTIFICATE',
]);

/** A server for HTTPS may answer to HTTP with a 400 that says so, or with the way to https://. */
const speaksHttp = (reply: Reply): boolean =>
	'answer' in reply &&
	reply.answer.status !== 400 &&
	(reply.answer.status < 300 || reply.answer.status > 399);

const speaksHttps = (reply: Reply): boolean => 'answer' in reply || reply.fault === 'CERTIFICATE';

/** Where the node's sentence names an option that the node has and the credential has not. */
const SLOW_HINT =
	'Check the host and the port of Base URL, and that no firewall holds back the requests of n8n. The gateway may be busy, too.';
const HINTS: Readonly<Record<string, string>> = {
	CERTIFICATE:
		'Use a valid certificate, or make n8n trust yours (NODE_EXTRA_CA_CERTS). A node with Ignore SSL Issues under Request Options works all the same; this test cannot see that option.',
	ECONNABORTED: SLOW_HINT,
	ETIMEDOUT: SLOW_HINT,
};
