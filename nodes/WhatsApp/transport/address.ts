import type { GatewayRequest } from './request';

type Addressed = Pick<GatewayRequest, 'path' | 'query'>;

const isAbsolute = ({ path }: Addressed): boolean => /^https?:\/\//i.test(path);

/** A file on another host, such as WhatsApp's own servers: it never gets the API key. */
export const isForeign = (baseUrl: string, request: Addressed): boolean =>
	isAbsolute(request) && new URL(request.path).origin !== new URL(baseUrl).origin;

/** The whole address of a request. */
export const urlOf = (baseUrl: string, request: Addressed): string =>
	isAbsolute(request) ? request.path : `${baseUrl}${request.path}${queryString(request)}`;

function queryString(request: Addressed): string {
	const query = new URLSearchParams();
	for (const [name, value] of Object.entries(request.query ?? {})) {
		for (const single of Array.isArray(value) ? value : [value]) {
			if (single !== undefined) query.append(name, String(single));
		}
	}
	const text = query.toString();
	return text === '' ? '' : `?${text}`;
}
