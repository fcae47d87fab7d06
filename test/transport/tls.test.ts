import { runNode } from '../support/engine';
import {
	answeringBytes,
	https,
	mute,
	plainHttp,
	resetting,
	rubbishAfterRequest,
	type BrokenServer,
} from '../support/brokenServers';
import { SELF_SIGNED } from '../support/certificate';
import { answering, useFakeGateway } from '../support/fakeGateway';
import { byId, GATEWAYS } from '../support/sandbox';

interface Sent {
	readonly message: string | undefined;
	readonly hint: string | null | undefined;
	readonly outcome: unknown;
}

const send = async (
	gateway: string,
	baseUrl: string,
	requestOptions: object = {},
): Promise<Sent> => {
	const { error } = await runNode({
		credential: { gateway, baseUrl, apiKey: 'key' },
		parameters: {
			resource: 'message',
			operation: 'sendText',
			session: byId('default'),
			chatId: byId('491701234567'),
			text: 'hello',
			requestOptions: { allowUnauthorizedCerts: true, ...requestOptions },
		},
	});
	return { message: error?.message, hint: error?.description, outcome: error?.context?.outcome };
};

interface Case {
	readonly title: string;
	readonly scheme: 'http' | 'https';
	readonly start: () => Promise<BrokenServer>;
	readonly says: RegExp;
	readonly hint?: string;
	readonly outcome: 'notSent' | 'unknown';
	readonly acted?: number;
	readonly requestOptions?: object;
}

const NOT_TLS = /^(WA\w+|Evolution API) at https:\S+ does not speak https at this port$/;
const CUT = /ended the connection before it was encrypted$/;
const WRITE_HTTP = 'Write http:// in place of https://';
/** A fatal TLS alert: protocol version. */
const ALERT = [0x15, 3, 1, 0, 2, 2, 70];

const CASES: readonly Case[] = [
	{
		title: 'https to a gateway that speaks http',
		scheme: 'https',
		start: plainHttp,
		says: NOT_TLS,
		hint: WRITE_HTTP,
		outcome: 'notSent',
	},
	{
		title: 'https to something else, such as SSH',
		scheme: 'https',
		start: async () => await answeringBytes('SSH-2.0-OpenSSH_9.6\r\n'),
		says: NOT_TLS,
		hint: WRITE_HTTP,
		outcome: 'notSent',
	},
	{
		title: 'https to a server that hangs up within the handshake',
		scheme: 'https',
		start: async () => await answeringBytes(''),
		says: CUT,
		hint: 'write http:// in place of https://',
		outcome: 'notSent',
	},
	{
		title: 'https to a server of which TLS 1.1 is all it can',
		scheme: 'https',
		start: async () =>
			await https({ minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL@SECLEVEL=0' }),
		says: /found no common way to encrypt \(tlsv1 alert protocol version\)$/,
		outcome: 'notSent',
	},
	{
		title: 'https to a server that wants a certificate (TLS 1.3: the request has left by then)',
		scheme: 'https',
		start: async () =>
			await https({ requestCert: true, rejectUnauthorized: true, ca: SELF_SIGNED.cert }),
		says: /found no common way to encrypt \(tlsv13 alert certificate required\)$/,
		outcome: 'notSent',
	},
	{
		title: 'https to a server that wants a certificate (TLS 1.2)',
		scheme: 'https',
		start: async () =>
			await https({
				requestCert: true,
				rejectUnauthorized: true,
				ca: SELF_SIGNED.cert,
				maxVersion: 'TLSv1.2',
			}),
		says: /found no common way to encrypt \(.*handshake failure\)$/,
		outcome: 'notSent',
	},
	{
		title: 'a certificate that is not trusted',
		scheme: 'https',
		start: async () => await https(),
		requestOptions: { allowUnauthorizedCerts: false },
		says: /has a certificate that n8n does not trust$/,
		outcome: 'notSent',
	},
	{
		title: 'https to a line that turns into rubbish when the request is through',
		scheme: 'https',
		start: rubbishAfterRequest,
		says: /broke\. It may or may not have been sent \(/,
		outcome: 'unknown',
		acted: 1,
	},
	{
		title: 'http to a port for https that says nothing of it',
		scheme: 'http',
		start: async () => await https(),
		says: /broke\. It may or may not have been sent \(/,
		outcome: 'unknown',
	},
	{
		title: 'http to something that answers without HTTP',
		scheme: 'http',
		start: async () => await answeringBytes('SSH-2.0-OpenSSH_9.6\r\n'),
		says: /answered with something that is no HTTP\. It may or may not have been sent \(/,
		hint: 'whether it must start with https://',
		outcome: 'unknown',
	},
	{
		// n8n 2.8 keeps nothing of the answer, so nothing is proved there.
		title: 'http to a server that answers with an alert of TLS',
		scheme: 'http',
		start: async () => await answeringBytes(ALERT),
		says: /answered with something that is no HTTP\. It may or may not have been sent \(/,
		hint: 'whether it must start with https://',
		outcome: 'unknown',
	},
	{
		title: 'http to a server that resets the connection',
		scheme: 'http',
		start: resetting,
		says: /broke\. It may or may not have been sent \(/,
		outcome: 'unknown',
	},
	{
		title: 'http to a server that says nothing',
		scheme: 'http',
		start: mute,
		requestOptions: { timeout: 300 },
		says: /did not answer within .* It may or may not have been sent \(/,
		outcome: 'unknown',
	},
];

describe.each(GATEWAYS)('%s', (gateway) => {
	test.each(CASES)('$title: $outcome', async (given) => {
		const server = await given.start();
		const url = `${given.scheme}://127.0.0.1:${server.port}`;
		const sent = await send(gateway, url, given.requestOptions);
		server.close();
		expect(sent.message).toMatch(given.says);
		expect(sent.hint).toContain(given.hint ?? '');
		expect(sent.outcome).toBe(given.outcome);
		expect(server.acted).toHaveLength(given.acted ?? 0);
	});
});

describe('http to an https port whose server says so', () => {
	const fake = useFakeGateway();
	test.each([
		['nginx', '<html><h1>400 Bad Request</h1>The plain HTTP request was sent to HTTPS port</html>'],
		['Apache', "Reason: You're speaking plain HTTP to an SSL-enabled server port.<br />"],
		['Caddy', 'Client sent an HTTP request to an HTTPS server.\n'],
		['Tomcat', 'Bad Request\r\nThis combination of host and port requires TLS.\r\n'],
	])('%s', async (_, body) => {
		for (const gateway of GATEWAYS)
			for (const type of ['text/html', 'text/plain', '']) {
				fake.answer = answering(400, type, body);
				const { hint, message, outcome } = await send(gateway, fake.url);
				expect(message).toMatch(/^(WA\w+|Evolution API) at http:\S+ speaks https at this port$/);
				expect(hint).toBe(
					'Write https:// in place of http:// into the base URL of the credential.',
				);
				expect(outcome).toBe('notSent');
			}
	});
});
