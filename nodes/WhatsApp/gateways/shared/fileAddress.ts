import { Refusal } from '../../portable/refusal';
import type { GatewayRequest } from '../../transport/request';

/** Longer than any presigned address. */
const MAX_LENGTH = 8192;

/** Stands for the gateway in addresses that name no host; nothing is ever sent there. */
const NO_HOST = 'http://gateway.invalid';

/** Segments that lead out of a folder, plain or encoded; every URL parser follows them. */
const STEPS = /(^|[/\\])(\.|%2e){1,2}([/\\]|$)/i;

/** What a proxy may read as another segment. */
const HIDDEN_STEPS = /%2f|%5c/i;

const noFile = (gatewayName: string): Refusal =>
	new Refusal(
		`The address is not that of a file that ${gatewayName} received`,
		'Take it from the field media.url of the trigger.',
	);

/**
 * Parses the address of a received file.
 * @throws Refusal for anything but a path or a web address without user and password, and for one that climbs out of
 * its folder
 */
export function fileAddress(gatewayName: string, address: string): URL {
	const text = address.trim();
	const whole = /^\/(?![/\\])/.test(text) ? `${NO_HOST}${text}` : text;
	const [path = ''] = text.split(/[?#]/);
	const isSafe =
		text.length <= MAX_LENGTH &&
		/^https?:\/\//i.test(whole) &&
		!/[\s\\\p{Cc}]/u.test(text) &&
		!STEPS.test(path);
	if (!isSafe || !URL.canParse(whole)) throw noFile(gatewayName);
	const url = new URL(whole);
	if (url.username !== '' || url.password !== '') throw noFile(gatewayName);
	return url;
}

/**
 * The request for a received file. In the addresses of its own files a gateway writes its host as it knows it, which
 * other machines often cannot reach, so the credential's host replaces it.
 * @param own where the gateway keeps its files: the part of a path below its base URL
 * @throws Refusal as fileAddress does, and for a path that leads elsewhere
 */
export function fileRequest(gatewayName: string, address: string, own: RegExp): GatewayRequest {
	const url = fileAddress(gatewayName, address);
	const file = { method: 'GET', effect: 'read', answer: 'binary' } as const;
	const path = isPresigned(url) ? undefined : own.exec(url.pathname)?.[0];
	if (path !== undefined && !HIDDEN_STEPS.test(path))
		return { ...file, path: `${path}${url.search}` };
	if (path !== undefined || url.origin === NO_HOST) throw noFile(gatewayName);
	// A presigned address needs no API key, whatever its host.
	return { ...file, path: address.trim(), anonymous: true };
}

/** S3, and servers that speak its protocol. */
const isPresigned = ({ searchParams }: URL): boolean =>
	searchParams.has('X-Amz-Signature') || searchParams.has('Signature');
