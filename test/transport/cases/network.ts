import { failed, notDone, unknown, type NetworkCase } from './shape';

const OPENSSL = '80ECAAD4507F0000:error:0A00010B:SSL routines';
const SELF = '../deps/openssl/openssl/ssl/record/rec_layer_s3.c:1601:SSL';

export const networkCases: readonly NetworkCase[] = [
	{
		title: 'Nothing answers at the address, or no connection comes about',
		faults: [
			['ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:3000'],
			['EHOSTUNREACH'],
			['ENETUNREACH'],
			['ETIMEDOUT', 'connect ETIMEDOUT 10.0.0.1:3000; connect ENETUNREACH ::1:3000'],
			['EADDRNOTAVAIL', 'connect EADDRNOTAVAIL 10.0.0.1:3000'],
			['ECONNRESET', 'Proxy connection ended before receiving CONNECT response'],
		],
		...notDone(
			'{gateway} at {address} cannot be reached: nothing answers there',
			'Check that the gateway is running and that the base URL in the credential has the right host and port.',
		),
	},
	{
		title: 'Nobody knows the host name',
		faults: [['ENOTFOUND'], ['EAI_AGAIN'], ['EAI_FAIL', 'getaddrinfo EAI_FAIL waha']],
		...notDone(
			'{gateway} at {address} cannot be reached: the host name is not known here',
			'Check the spelling of the base URL in the credential. In Docker, n8n and the gateway must share a network to find each other by name.',
		),
	},
	{
		title: 'n8n keeps requests out of private networks',
		faults: [
			['', 'The request was blocked because it resolves to a restricted IP address'],
			['', 'The request was blocked because the destination hostname is restricted'],
		],
		...notDone(
			'{gateway} at {address} cannot be reached: n8n blocks the address',
			'n8n is set to keep requests out of private networks (N8N_SSRF_PROTECTION_ENABLED). Add waha to N8N_SSRF_ALLOWED_HOSTNAMES, and start n8n again.',
		),
	},
	{
		title: 'Node.js cannot write the request',
		faults: [
			['ERR_INVALID_CHAR', 'Invalid character in header content ["X-Api-Key"]'],
			['ERR_HTTP_INVALID_HEADER_VALUE'],
			['ERR_UNESCAPED_CHARACTERS', 'Request path contains unescaped characters'],
			['ERR_INVALID_URL', 'Invalid URL'],
		],
		...notDone(
			'The request to {gateway} at {address} could not be written',
			'Check Base URL and API Key in the credential, and Proxy under Request Options.',
		),
	},
	{
		title: 'The certificate is not trusted',
		faults: [
			['DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed certificate'],
			['CERT_HAS_EXPIRED'],
			['ERR_TLS_CERT_ALTNAME_INVALID'],
			['UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
			['HOSTNAME_MISMATCH'],
			['INVALID_CA'],
		],
		...notDone(
			'{gateway} at {address} has a certificate that n8n does not trust',
			'Use a valid certificate, or switch on Ignore SSL Issues under Request Options if this is your own server.',
		),
	},
	{
		title: 'https:// at a port that speaks http',
		faults: [
			['EPROTO', `write EPROTO ${OPENSSL}:ssl3_get_record:wrong version number:${SELF}`],
			['EPROTO', `write EPROTO ${OPENSSL}:tls_get_more_records:packet length too long:${SELF}`],
		],
		...notDone(
			'{gateway} at {address} does not speak https at this port',
			'Write http:// in place of https:// into the base URL of the credential, or the port at which it speaks https.',
		),
	},
	{
		title: 'The server refuses the encryption',
		faults: [
			[
				'EPROTO',
				`write EPROTO ${OPENSSL}:ssl3_read_bytes:tlsv13 alert certificate required:${SELF} alert number 116`,
			],
			[
				'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
				`${OPENSSL}:ssl3_read_bytes:tlsv13 alert certificate required:${SELF} alert number 116`,
			],
		],
		...notDone(
			'{gateway} at {address} and n8n found no common way to encrypt (tlsv13 alert certificate required)',
			'Check how https is set up on the server. n8n needs TLS 1.2 or newer, and has no certificate of its own to show.',
		),
	},
	{
		title: 'The connection ends before it is encrypted',
		faults: [
			[
				'ECONNRESET',
				'Client network socket disconnected before secure TLS connection was established',
			],
		],
		...notDone(
			'{gateway} at {address} ended the connection before it was encrypted',
			'Check that the gateway is running. If it does not speak https at this port, write http:// in place of https:// into the base URL of the credential.',
		),
	},
	{
		title: 'The answer is no HTTP, as where http:// meets a port for https',
		faults: [
			['HPE_INVALID_CONSTANT', 'Parse Error: Expected HTTP/, RTSP/ or ICE/'],
			['HPE_INVALID_HEADER_TOKEN'],
		],
		...unknown(
			'{gateway} at {address} answered with something that is no HTTP',
			'Check the port in the base URL of the credential, and whether it must start with https://.',
		),
	},
	{
		title: 'No answer comes in time',
		faults: [
			['ECONNABORTED', 'timeout of 60000ms exceeded'],
			['ETIMEDOUT', 'read ETIMEDOUT'],
		],
		...unknown(
			'{gateway} at {address} did not answer within 60 seconds',
			'The gateway may be busy or its phone offline. Raise Timeout under Request Options if it needs longer.',
		),
	},
	{
		title: 'The connection breaks before an answer',
		faults: [
			['ECONNRESET', 'read ECONNRESET'],
			['ECONNRESET', 'socket hang up'],
			['EPIPE', 'write EPIPE'],
			['EHOSTUNREACH', 'read EHOSTUNREACH'],
			['ERR_SSL_WRONG_VERSION_NUMBER', `${OPENSSL}:ssl3_get_record:wrong version number:${SELF}`],
			[
				'ERR_SSL_SSLV3_ALERT_BAD_RECORD_MAC',
				`${OPENSSL}:ssl3_read_bytes:sslv3 alert bad record mac:${SELF} alert number 20`,
			],
			[''],
		],
		...unknown(
			'The connection to {gateway} at {address} broke',
			'Check that the gateway is running, and that a proxy in between lets the request pass.',
		),
	},
	{
		title: 'Somebody stops the execution while the request is under way',
		faults: [['ERR_CANCELED', 'canceled']],
		...unknown('The request to {gateway} at {address} was canceled', 'The execution was stopped.'),
	},
];

/** A page instead of an answer, from a server that requires HTTPS. */
export const httpsOnly: NetworkCase = {
	title:
		'http:// at a port that speaks https, with a status of 400 or an alert of TLS that says so',
	faults: [],
	...notDone(
		'{gateway} at {address} speaks https at this port',
		'Write https:// in place of http:// into the base URL of the credential.',
	),
};

export const redirect: NetworkCase = {
	title: 'A status of 3xx',
	faults: [],
	...notDone(
		'{gateway} at {address} sends to another address',
		'Write the final address into the credential, for example with https:// in place of http://.',
	),
};

/** A status of 401 with a header that asks for a login. */
export const login: NetworkCase = {
	title: 'A proxy in front of the gateway asks for a login',
	faults: [],
	...notDone(
		'A proxy in front of {gateway} at {address} asks for a user name and a password',
		'Write them into the base URL of the credential, as in https://user:password@example.com, or correct those that are there.',
	),
};

export const tooLarge: NetworkCase = {
	title: 'An answer of more than 100 MB',
	faults: [],
	...failed(
		'{gateway} sent an answer of more than 100 MB',
		'Ask for less at a time, for example with Limit.',
	),
};
