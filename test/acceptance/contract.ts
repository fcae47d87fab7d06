import type { GatewayRequest } from '../../nodes/WhatsApp/transport/request';
import type { GatewayName } from '../../sandbox';
import { findRoute, violations, type RouteContract } from '../../sandbox/contract';

/** The request in the form that the contract tables check. */
function parts(request: GatewayRequest) {
	const query = Object.fromEntries(
		Object.entries(request.query ?? {}).filter(([, value]) => value !== undefined),
	);
	const { upload, body } = request;
	if (upload === undefined) return { query, ...(body === undefined ? {} : { body }) };
	if (upload.as === 'multipart')
		return { query, body: body ?? {}, contentType: 'multipart/form-data', files: [upload.field] };
	return { query, body: withText(body ?? {}, upload.into, `${upload.prefix ?? ''}AAAA`) };
}

function withText(body: object, [step, ...rest]: readonly string[], text: string): object {
	if (step === undefined) return body;
	const inner = new Map<string, unknown>(Object.entries(body)).get(step);
	return {
		...body,
		[step]:
			rest.length === 0
				? text
				: withText(typeof inner === 'object' && inner !== null ? inner : {}, rest, text),
	};
}

export interface Checked {
	readonly route: RouteContract;
	readonly problems: readonly string[];
	/** Flat names of the parameters that the request uses, as the contract names them. */
	readonly used: readonly string[];
}

/** Whether the gateway would accept the request, without a field that it does not read. Null for an unknown route. */
export function check(gateway: GatewayName, request: GatewayRequest): Checked | null {
	const match = findRoute(gateway, request.method, request.path);
	if (match === undefined) return null;
	const whole = { params: match.params, ...parts(request) };
	const fileField = request.upload?.as === 'multipart' ? [`body.${request.upload.field}`] : [];
	return {
		route: match.route,
		problems: violations(match.route, whole),
		used: [
			...flat('query', whole.query),
			...flat('body', 'body' in whole ? whole.body : undefined),
			...fileField,
		],
	};
}

/** `body.buttons[].text` for every value in it, and the names of the objects and lists that contain it. */
function flat(name: string, value: unknown): string[] {
	if (Array.isArray(value)) return [name, ...value.flatMap((entry) => flat(`${name}[]`, entry))];
	if (typeof value === 'object' && value !== null)
		return [
			name,
			...Object.entries(value).flatMap(([key, inner]) => flat(`${name}.${key}`, inner)),
		];
	return value === undefined ? [] : [name];
}
