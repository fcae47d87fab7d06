import fc from 'fast-check';
import { NodeApiError, UserError, type JsonObject } from 'n8n-workflow';
import * as Newest from 'n8n-workflow-newest';
import { readCredential } from '../../nodes/WhatsApp/client/readCredential';
import type { GatewayProblem } from '../../nodes/WhatsApp/portable/problem';
import { readFault } from '../../nodes/WhatsApp/transport/fault';
import { networkProblem } from '../../nodes/WhatsApp/transport/network';
import { readRequestOptions } from '../../nodes/WhatsApp/transport/options';
import { cases } from './cases';

const NODE = {
	id: '1',
	name: 'WhatsApp',
	type: 'whatsApp',
	typeVersion: 1,
	position: [0, 0] satisfies [number, number],
	parameters: {},
};

/** The errors of n8n 2.41's protection, which no n8n-workflow exports. */
const BLOCKED: ReadonlyArray<[string, string]> = [
	['SsrfBlockedIpError', 'The request was blocked because it resolves to a restricted IP address'],
	[
		'SsrfBlockedHostnameError',
		'The request was blocked because the destination hostname is restricted',
	],
];

describe.each(BLOCKED)('%s', (name, message) => {
	const blocked = Object.assign(new UserError(message), { name });
	const whileConnecting = Object.assign(new Error(message, { cause: blocked }), {
		name: 'AxiosError',
	});

	test.each<[string, unknown]>([
		['as it is', blocked],
		['while the connection is made', whileConnecting],
		['from the request helper with a credential', new NodeApiError(NODE, asJson(blocked))],
		['from there, while the connection is made', new NodeApiError(NODE, asJson(whileConnecting))],
		['in newer n8n', new Newest.NodeApiError(NODE, asJson(blocked))],
	])('is recognized %s', (_, error) => {
		expect(readFault(error)).toMatchObject({ kind: 'blocked', nothingSent: true });
	});
});

/** The form in which n8n's request helper returns its errors. */
function asJson(error: Error): JsonObject {
	return error as unknown as JsonObject;
}

/** What Node.js or n8n throws: a code, and a message where it matters. */
type Thrown = readonly [code: string, words?: string];

const SAID_BLOCKED: Thrown = ['', 'The request was blocked because it resolves to a restricted IP'];

const problemAt = (
	[code, words = code]: Thrown,
	baseUrl: string,
	path = '/api/sessions',
): GatewayProblem => {
	const fault = readFault(Object.assign(new Error(words), { code }));
	const { connection } = readCredential({ gateway: 'waha', baseUrl, apiKey: 'key' });
	return networkProblem(fault, { connection, options: readRequestOptions({}) }, { path });
};

describe('an address that n8n blocks', () => {
	test('is reported with advice to allow its host name, or its range if it is an IP address', () => {
		const named = fc
			.domain()
			.map((host): [string, string] => [
				host.toLowerCase(),
				`Add ${host.toLowerCase()} to N8N_SSRF_ALLOWED_HOSTNAMES,`,
			]);
		const v4 = fc
			.ipV4()
			.map((host): [string, string] => [host, `Add ${host}/32 to N8N_SSRF_ALLOWED_IP_RANGES,`]);
		const v6 = fc.ipV6().map((text): [string, string] => {
			const { hostname } = new URL(`http://[${text}]`);
			return [hostname, `Add ${hostname.slice(1, -1)}/128 to N8N_SSRF_ALLOWED_IP_RANGES,`];
		});
		fc.assert(
			fc.property(fc.oneof(named, v4, v6), ([host, advice]) => {
				expect(problemAt(SAID_BLOCKED, `http://${host}:3000`).hint).toContain(advice);
			}),
		);
	});
});

describe('a file that the gateway keeps on another server', () => {
	const file = 'http://minio:9000/bucket/a.jpg?signature=1';

	test.each(cases.network.flatMap(({ faults }) => faults.map((thrown) => ({ thrown }))))(
		'$thrown names that server, and neither the gateway nor the credential',
		({ thrown }) => {
			const { message, hint } = problemAt(thrown, 'http://waha:3000', file);
			expect(hint).not.toContain('credential');
			expect(message).toContain('http://minio:9000');
			expect(message).not.toContain('waha:3000');
			expect(message).toMatch(/^[A-Z n]/);
		},
	);

	test('says that n8n must reach it, and how to allow it if n8n blocks it', () => {
		expect(problemAt(['ECONNREFUSED'], 'http://waha:3000', file)).toMatchObject({
			message: 'The file server at http://minio:9000 cannot be reached: nothing answers there',
			hint: 'WAHA gave this address for a file, so n8n must be able to reach it.',
		});
		expect(problemAt(SAID_BLOCKED, 'http://waha:3000', file).hint).toContain(
			'Add minio to N8N_SSRF_ALLOWED_HOSTNAMES',
		);
	});

	test('is reported as the gateway if it has the address of the gateway', () => {
		const own = 'http://waha:3000/api/files/a.jpg';
		expect(problemAt(['ECONNREFUSED'], 'http://waha:3000', own).message).toBe(
			'WAHA at http://waha:3000 cannot be reached: nothing answers there',
		);
	});
});
