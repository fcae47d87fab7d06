import { failed, notDone, unknown, type NetworkCase } from './shape';

export const networkCases: readonly NetworkCase[] = [
	{
		title: 'Nothing answers at the address',
		faults: ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH'],
		...notDone(
			'{gateway} at {address} cannot be reached: nothing answers there',
			'Check that the gateway is running and that the base URL in the credential has the right host and port.',
		),
	},
	{
		title: 'Nobody knows the host name',
		faults: ['ENOTFOUND', 'EAI_AGAIN'],
		...notDone(
			'{gateway} at {address} cannot be reached: the host name is not known here',
			'Check the spelling of the base URL in the credential. In Docker, n8n and the gateway must share a network to find each other by name.',
		),
	},
	{
		title: 'n8n keeps requests out of private networks',
		faults: ['BLOCKED'],
		...notDone(
			'{gateway} at {address} cannot be reached: n8n blocks the address',
			'n8n is set to keep requests out of private networks (N8N_SSRF_PROTECTION_ENABLED). Add waha to N8N_SSRF_ALLOWED_HOSTNAMES, and start n8n again.',
		),
	},
	{
		title: 'The certificate is not trusted',
		faults: ['CERTIFICATE'],
		...notDone(
			'{gateway} at {address} has a certificate that n8n does not trust',
			'Use a valid certificate, or switch on Ignore SSL Issues under Request Options if this is your own server.',
		),
	},
	{
		title: 'No answer comes in time',
		faults: ['ECONNABORTED', 'ETIMEDOUT'],
		...unknown(
			'{gateway} at {address} did not answer within 60 seconds',
			'The gateway may be busy or its phone offline. Raise Timeout under Request Options if it needs longer.',
		),
	},
	{
		title: 'The connection breaks before an answer',
		faults: ['ECONNRESET', 'EPIPE', ''],
		...unknown(
			'The connection to {gateway} at {address} broke',
			'Check that the gateway is running, and that a proxy in between lets the request pass.',
		),
	},
	{
		title: 'Somebody stops the execution while the request is under way',
		faults: ['ERR_CANCELED'],
		...unknown('The request to {gateway} at {address} was canceled', 'The execution was stopped.'),
	},
];

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
