/** Whether an address is this computer, which inside a Docker container is the container itself. */
export const isLocalhost = (url: string): boolean =>
	/^(localhost|127(\.\d+){3}|\[::1\]|0\.0\.0\.0)$/.test(new URL(url).hostname);

export const isWebAddress = (text: string): boolean =>
	/^https?:\/\//i.test(text) && URL.canParse(text);

/**
 * What to do about a base URL with localhost if nothing answers there.
 * @param exampleUrl the address of such a gateway in Docker
 */
export const inDocker = (exampleUrl: string): string =>
	`If n8n runs in Docker, localhost is n8n's own container: use the name of the gateway's container, for example ${exampleUrl}, or http://host.docker.internal with the port.`;

/** What to do about an address of n8n that a gateway cannot reach. */
export const SET_N8N_ADDRESS =
	'Set N8N_WEBHOOK_URL (WEBHOOK_URL in older n8n) to the address of n8n as the gateway sees it, for example http://n8n:5678/, and start n8n again.';

/**
 * The address under which n8n registers webhooks. It is derived from the address of a waiting execution, the only one
 * that an action node gets: `<address>/webhook-waiting/<execution>`, since 2.41 followed by a token. A path of n8n's
 * own is kept.
 * @returns with a trailing slash; null if it is not a web address
 */
export function n8nAddressIn(resumeUrl: string): string | null {
	if (!isWebAddress(resumeUrl)) return null;
	const { origin, pathname } = new URL(resumeUrl);
	return `${origin}${pathname.split('/').slice(0, -2).join('/')}/`;
}
