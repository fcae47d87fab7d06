import { catalogue } from '../../nodes/WhatsApp/gateways/catalogue';
import type { Sandbox, GatewayName } from '../../sandbox';
import type { TestCredential } from '../support/engine';
import type { Places } from './places';

/** Where a credential is tested: the gateways, and other servers nearby. */
export interface Stage {
	readonly sandbox: Sandbox;
	readonly places: Places;
	/** The gateway that the credential should reach, and another one. */
	readonly gateway: GatewayName;
	readonly other: GatewayName;
}

/** What happens, and what the credential test says. */
interface Told {
	readonly title: string;
	/**
	 * `{gateway}` is the chosen gateway, `{example}` its address in Docker, `{other}` the other one, `{address}` what
	 * was typed as Base URL.
	 */
	readonly says: string;
	/** The address in the docs; an ordinary one if missing. */
	readonly shownAddress?: string;
}

/** A mistake that people make. */
export interface Mistake extends Told {
	/** The wrong values in the credential. */
	readonly typed: (stage: Stage) => Partial<TestCredential>;
	/** Takes as long as the test's timeout. */
	readonly isSlow?: true;
}

/** A case that no server on this machine can play: only the error code is known. */
export const unreachable: Told & { readonly fault: string } = {
	title: 'Nothing listens at the address',
	fault: 'ECONNREFUSED',
	says: '{gateway} at {address} cannot be reached: nothing answers there. Check that the gateway is running and that the base URL in the credential has the right host and port.',
};

/** The test's message for this mistake on this stage. */
export function sentenceOf(
	{ says }: Pick<Told, 'says'>,
	where: { readonly gateway: GatewayName; readonly other: GatewayName; readonly address: string },
): string {
	return says
		.replaceAll('{gateway}', catalogue[where.gateway].name)
		.replaceAll('{example}', catalogue[where.gateway].exampleUrl)
		.replaceAll('{other}', catalogue[where.other].name)
		.replaceAll('{address}', where.address);
}

const http = (port: number): { baseUrl: string } => ({ baseUrl: `http://127.0.0.1:${port}` });
const https = (port: number): { baseUrl: string } => ({ baseUrl: `https://127.0.0.1:${port}` });
const portOf = (url: string): number => Number(new URL(url).port);

/** A label of more than 63 letters (RFC 1035): it is never looked up, so it is unknown with and without a network. */
const UNKNOWN_HOST = `no-such-host-${'x'.repeat(60)}`;

export const mistakes: readonly Mistake[] = [
	{
		title: 'No `http://` in front',
		typed: () => ({ baseUrl: 'waha:3000' }),
		says: 'The base URL "waha:3000" is no web address. It must start with http:// or https:// and name the host of the gateway, for example {example}.',
	},
	{
		title: 'Nothing listens, and the address is `localhost`',
		typed: ({ places }) => ({ baseUrl: `http://localhost:${places.closed}` }),
		says: "{gateway} at {address} cannot be reached: nothing answers there. If n8n runs in Docker, localhost is n8n's own container: use the name of the gateway's container, for example {example}, or http://host.docker.internal with the port.",
		shownAddress: 'http://localhost:3000',
	},
	{
		title: 'Nobody knows the host name',
		typed: () => ({ baseUrl: `http://${UNKNOWN_HOST}:3000` }),
		says: '{gateway} at {address} cannot be reached: the host name is not known here. Check the spelling of the base URL in the credential. In Docker, n8n and the gateway must share a network to find each other by name.',
	},
	{
		title: '`https://` where the gateway speaks plain HTTP',
		typed: ({ sandbox, gateway }) => https(portOf(sandbox[gateway].url)),
		says: '{gateway} at {address} does not speak https at this port. Write http:// in place of https:// into the base URL of the credential, or the port at which it speaks https.',
		shownAddress: 'https://waha:3000',
	},
	{
		title: '`http://` where the server speaks HTTPS, and breaks the connection',
		typed: ({ places }) => http(places.tls),
		says: '{gateway} at {address} speaks https at this port. Write https:// in place of http:// into the base URL of the credential.',
	},
	{
		title: '`http://` where the server speaks HTTPS, and says so',
		typed: ({ places }) => http(places.tlsWithWord),
		says: '{gateway} at {address} speaks https at this port. Write https:// in place of http:// into the base URL of the credential.',
	},
	{
		title: 'The certificate is not trusted',
		typed: ({ places }) => https(places.tls),
		says: '{gateway} at {address} has a certificate that n8n does not trust. Use a valid certificate, or make n8n trust yours (NODE_EXTRA_CA_CERTS). A node with Ignore SSL Issues under Request Options works all the same; this test cannot see that option.',
		shownAddress: 'https://waha:3000',
	},
	{
		title: 'A wrong key',
		typed: () => ({ apiKey: 'not-the-key' }),
		says: '{gateway} refused the API key. Check API Key, Gateway and Base URL in the credential.',
	},
	{
		title: 'The other gateway runs there',
		typed: ({ sandbox, other }) => ({ baseUrl: sandbox[other].url, apiKey: sandbox[other].apiKey }),
		says: '{other} runs at {address}, and not {gateway}. Choose {other} as Gateway.',
	},
	{
		title: 'The other gateway runs there, and the key is wrong',
		typed: ({ sandbox, other }) => ({ baseUrl: sandbox[other].url, apiKey: 'not-the-key' }),
		says: '{other} runs at {address}, and not {gateway}. Choose {other} as Gateway, and check API Key: {other} does not accept it.',
	},
	{
		title: 'Some web page answers',
		typed: ({ places }) => http(places.page),
		says: 'What answers at {address} is not {gateway}: it sent a web page with HTTP status 200. Check Gateway and Base URL: the address must be that of {gateway} itself, with the port of its API.',
	},
	{
		title: 'Some other service answers',
		typed: ({ places }) => http(places.service),
		says: 'What answers at {address} is not {gateway}: it sent an answer with HTTP status 404. Check Gateway and Base URL: the address must be that of {gateway} itself, with the port of its API.',
	},
	{
		title: 'A proxy whose gateway is down',
		typed: ({ places }) => http(places.badGateway),
		says: 'A server in front of {gateway} answers at {address} with HTTP status 502, because {gateway} does not answer it. Check that {gateway} is running, and that the server in front sends to its host and port.',
	},
	{
		title: 'A proxy that asks for user and password',
		typed: ({ places }) => http(places.logIn),
		says: 'What answers at {address} asks for a log-in, but not for the API key of {gateway}. A server in front of {gateway} may want a user and a password: write them into the base URL, as in https://user:password@example.com. Otherwise check Gateway and Base URL.',
	},
	{
		title: 'The server sends to another address',
		typed: ({ places }) => http(places.redirect),
		says: '{gateway} at {address} sends to another address. Write the final address into the credential, for example with https:// in place of http://.',
	},
	{
		title: 'No answer comes in time',
		typed: ({ places }) => http(places.silent),
		says: '{gateway} at {address} did not answer within 15 seconds. Check the host and the port of Base URL, and that no firewall holds back the requests of n8n. The gateway may be busy, too.',
		isSlow: true,
	},
];
