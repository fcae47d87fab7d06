import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { readCredential, type GatewayCredential } from './readCredential';
import { Finding, type Hints } from './diagnosis';
import { isForeseen, toError } from '../portable/problem';
import { isForeign, urlOf } from '../transport/baseUrl';
import { askOnce } from '../transport/askOnce';
import { authHeaders } from '../transport/apiKey';
import { LOOK_MS } from '../transport/look';
import { drive, type GatewayRequest } from '../transport/request';

/**
 * n8n runs this when somebody tests the credential. It is a function instead of the credential's `test`, because with
 * that n8n 1.123 to 2.41 show "ECONNREFUSED" or a sentence of their own for most mistakes, take a web page for a
 * success, follow redirects with the key, and wait for five minutes. The credential has no `test` at all, because n8n
 * would use it instead.
 */
export async function testCredential(
	this: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
): Promise<INodeCredentialTestResult> {
	try {
		await run(this, readCredential(data));
		return { status: 'OK', message: 'Connection successful!' };
	} catch (error) {
		if (!isForeseen(error)) throw toError(error);
		const { message, hint } = error;
		return { status: 'Error', message: hint === undefined ? message : `${message}. ${hint}` };
	}
}

/** @throws GatewayProblem when it does not work */
async function run(context: ICredentialTestFunctions, connected: GatewayCredential): Promise<void> {
	// For all requests of the test together, because a person is waiting.
	const endsAt = performance.now() + LOOK_MS;
	const { trouble } = await drive(
		new Finding(connected, HINTS).diagnose(),
		async (request) =>
			await askOnce(context, {
				url: urlOf(connected.connection.baseUrl, request),
				headers: headersFor(connected, request),
				timeoutMs: Math.max(1, Math.round(endsAt - performance.now())),
			}),
	);
	if (trouble !== null) throw trouble.problem;
}

function headersFor(
	{ connection, credential, gateway }: GatewayCredential,
	request: GatewayRequest,
): Readonly<Record<string, string>> {
	if (isForeign(connection.baseUrl, request)) return {};
	return authHeaders(credential, request.keyHeader ?? gateway.keyHeader);
}

/** Replaces hints that name an option of the node, because the credential has no such option. */
const HINTS: Hints = {
	certificate:
		'Use a valid certificate, or make n8n trust yours (NODE_EXTRA_CA_CERTS). A node with Ignore SSL Issues under Request Options works all the same; this test cannot see that option.',
};
