import { findRoute, violations } from '../../sandbox/contract';
import { choose } from '../../nodes/WhatsApp/client/choose';
import { gateways } from '../../nodes/WhatsApp/gateways';
import type { AnyOperation } from '../../nodes/WhatsApp/operations/operation';
import { perform, type Input, type Output } from '../../nodes/WhatsApp/client/perform';
import type { Json } from '../../nodes/WhatsApp/portable/json';
import { writeBody } from '../../nodes/WhatsApp/transport/body';
import type { GatewayAnswer, GatewayRequest } from '../../nodes/WhatsApp/transport/request';
import { itemFiles } from './itemFiles';
import { surroundings } from './surroundings';

/** Parameters of the node as a person fills them in; what is left out has its default. */
export type Parameters = Readonly<Record<string, unknown>>;

export interface DryRun {
	readonly requests: readonly GatewayRequest[];
	readonly outputs: readonly Output[];
	readonly hint: string | null;
}

/** The file in every binary field of a dry run. */
export const FILE = Buffer.from('file');

/** An answer of a gateway as JSON. */
export const answer = (body: Json, status = 200): GatewayAnswer => ({
	status,
	headers: {},
	body,
	bytes: Buffer.from(JSON.stringify(body)),
	contentType: 'application/json',
});

/**
 * Runs an operation from its parameters to its items, with answers given in their order instead of a gateway. Every
 * request is held against the gateway's contract.
 */
export async function dryRun(
	gatewayName: keyof typeof gateways,
	[resource, operation]: readonly [string, string],
	parameters: Parameters,
	answers: readonly GatewayAnswer[] = [answer({})],
	simplify = true,
	where = surroundings({ gateway: gatewayName }),
): Promise<DryRun> {
	const gateway = gateways[gatewayName];
	const chosen = choose(gateway, resource, operation);
	const requests: GatewayRequest[] = [];
	const input = inputOf(chosen.operation, parameters);
	const { outputs, hint } = await perform(
		gateway,
		chosen.operation,
		chosen.handler,
		input,
		simplify,
		async (request) => {
			requests.push(request);
			await expectAcceptable(gatewayName, request);
			const given = answers[requests.length - 1];
			if (given === undefined) throw new Error(`no answer left for ${request.path}`);
			const problem = request.tolerate?.(given) === true ? null : gateway.problem(given);
			if (problem !== null) throw problem;
			return given;
		},
		where,
	);
	return { requests, outputs, hint };
}

function inputOf({ fields }: AnyOperation, given: Parameters): Input {
	const defaults = Object.fromEntries(
		Object.values(fields).flatMap((field) =>
			field.properties.map((property): [string, unknown] => [property.name, property.default]),
		),
	);
	const parameters: Parameters = { ...defaults, session: 'default', ...given };
	const data = { fileName: 'a.png', mimeType: 'image/png', sizeBytes: FILE.length };
	const files = itemFiles({ data });
	return Object.fromEntries(
		Object.entries(fields).map(([name, field]) => [
			name,
			field.read((parameter) => parameters[parameter], files),
		]),
	);
}

/** The JSON body as it leaves, with a file in its place. */
export async function bodyOf(request: GatewayRequest): Promise<unknown> {
	const { body } = await writeBody(request, async () => await Promise.resolve(FILE));
	return typeof body === 'string' ? JSON.parse(body) : undefined;
}

async function expectAcceptable(
	gateway: keyof typeof gateways,
	request: GatewayRequest,
): Promise<void> {
	// A file that an answer pointed to lies elsewhere.
	if (/^https?:/.test(request.path)) return;
	const found = findRoute(gateway, request.method, request.path);
	if (found === undefined) throw new Error(`${gateway} has no ${request.method} ${request.path}`);
	const query = Object.entries(request.query ?? {}).filter(([, value]) => value !== undefined);
	expect(
		violations(found.route, {
			params: found.params,
			query: Object.fromEntries(query.map(([name, value]) => [name, String(value)])),
			body: await bodyOf(request),
		}),
	).toEqual([]);
}
