import { findRoute, violations } from '../../sandbox/contract';
import type { GatewayName } from '../../sandbox';
import { findOperation } from '../../nodes/WhatsApp/client/findOperation';
import { gateways } from '../../nodes/WhatsApp/gateways';
import type { Surroundings } from '../../nodes/WhatsApp/gateways/setup/survey';
import type { FileFacts } from '../../nodes/WhatsApp/operations/field';
import type { AnyOperation } from '../../nodes/WhatsApp/operations/operation';
import { prepare, type Input, type Output } from '../../nodes/WhatsApp/client/perform';
import type { Json } from '../../nodes/WhatsApp/portable/json';
import { writeBody } from '../../nodes/WhatsApp/transport/body';
import type { GatewayAnswer, GatewayRequest } from '../../nodes/WhatsApp/transport/request';
import { itemFiles } from './itemFiles';
import { surroundings } from './surroundings';

/** Parameters of the node as a person fills them in; a missing one has its default. */
export type Parameters = Readonly<Record<string, unknown>>;

export interface DryRun {
	readonly requests: readonly GatewayRequest[];
	/** The request that decides the item's place in the order. */
	readonly first: GatewayRequest | null;
	readonly outputs: readonly Output[];
	readonly hint: string | null;
}

/** The file in every binary field of a dry run. */
export const FILE = Buffer.from('file');

/** A gateway's JSON answer. */
export const answer = (body: Json, status = 200): GatewayAnswer => ({
	status,
	headers: {},
	body,
	bytes: Buffer.from(JSON.stringify(body)),
	contentType: 'application/json',
});

/** Plays a gateway: gives the answer to a request. */
export type Respond = (request: GatewayRequest, index: number) => Promise<GatewayAnswer>;

interface Playing {
	readonly respond: Respond;
	readonly simplify?: boolean;
	readonly where?: Surroundings;
}

/** Runs an operation with `respond` instead of transport and gateway. Throws if the answer is a failure. */
export async function play(
	gatewayName: GatewayName,
	[resource, operation]: readonly [string, string],
	inputOf: (operation: AnyOperation) => Input,
	{ respond, simplify = true, where = surroundings({ gateway: gatewayName }) }: Playing,
): Promise<DryRun> {
	const gateway = gateways[gatewayName];
	const chosen = findOperation(gateway, resource, operation);
	const requests: GatewayRequest[] = [];
	const { first, finish } = prepare(
		gateway,
		chosen.operation,
		chosen.handler,
		inputOf(chosen.operation),
		simplify,
		where,
	);
	const { outputs, hint } = await finish(async (request) => {
		requests.push(request);
		const given = await respond(request, requests.length - 1);
		const problem = request.tolerate?.(given) === true ? null : gateway.problem(given);
		if (problem !== null) throw problem;
		return given;
	});
	return { first, requests, outputs, hint };
}

/** Gives these answers in their order. */
export const answering =
	(answers: readonly GatewayAnswer[]): Respond =>
	async ({ path }, index) => {
		const given = answers[index];
		if (given === undefined) throw new Error(`no answer left for ${path}`);
		return await Promise.resolve(given);
	};

/** What an operation reads from parameters, and from an item with these files. */
export const reading =
	(parameters: Parameters, files: Readonly<Record<string, FileFacts>>) =>
	({ fields }: AnyOperation): Input => {
		const item = itemFiles(files);
		return Object.fromEntries(
			Object.entries(fields).map(([name, field]) => [
				name,
				field.read((parameter) => parameters[parameter], item),
			]),
		);
	};

/**
 * Runs an operation from its parameters to its items, with these answers in their order instead of a gateway. Checks
 * every request against the gateway's contract.
 */
export async function dryRun(
	gateway: GatewayName,
	pair: readonly [string, string],
	parameters: Parameters,
	answers: readonly GatewayAnswer[] = [answer({})],
	simplify = true,
	where = surroundings({ gateway }),
): Promise<DryRun> {
	const respond: Respond = async (request, index) => {
		await expectAcceptable(gateway, request);
		return await answering(answers)(request, index);
	};
	return await play(gateway, pair, withDefaults(parameters), { respond, simplify, where });
}

const DATA: FileFacts = { fileName: 'a.png', mimeType: 'image/png', sizeBytes: FILE.length };

const withDefaults =
	(given: Parameters) =>
	(operation: AnyOperation): Input => {
		const defaults = Object.fromEntries(
			Object.values(operation.fields).flatMap((field) =>
				field.properties.map((property): [string, unknown] => [property.name, property.default]),
			),
		);
		return reading({ ...defaults, session: 'default', ...given }, { data: DATA })(operation);
	};

/** The requests of a run, one line each. */
export const lines = ({ requests }: Pick<DryRun, 'requests'>): string[] =>
	requests.map(({ method, path }) => `${method} ${path}`);

/** The items of a run. */
export const items = ({ outputs }: Pick<DryRun, 'outputs'>): unknown[] =>
	outputs.map(({ json }) => json);

/** The JSON body as it is sent, with a file in its place. */
export async function bodyOf(request: GatewayRequest): Promise<unknown> {
	const { body } = await writeBody(request, async () => await Promise.resolve(FILE));
	return typeof body === 'string' ? JSON.parse(body) : undefined;
}

async function expectAcceptable(gateway: GatewayName, request: GatewayRequest): Promise<void> {
	// The file that an answer pointed to is not at the gateway.
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
