import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gateways } from '../../nodes/WhatsApp/gateways';
import { findOperation, handlerOf } from '../../nodes/WhatsApp/client/findOperation';
import { listAt, parseJson } from '../../nodes/WhatsApp/portable/json';
import { onlyReads, type GatewayRequest } from '../../nodes/WhatsApp/transport/request';
import type { GatewayName } from '../../sandbox';
import { findRoute, readParameters, routes, type RouteContract } from '../../sandbox/contract';
import { GATEWAYS } from '../support/sandbox';
import { wire } from '../support/wire';
import { isNewerThanDocuments } from '../contract/facts';
import { check, type Checked } from './contract';
import { DIFFERENCES } from './differences';
import { GAPS } from './gaps';
import { officialDocument } from './openapi';
import { ROUTES } from './routes';
import { expectShape } from './shape';
import { inWorldOf } from './setups';
import { loading, replaying, trace, visible, type Trace } from './trace';
import { variations } from './variations';
import { pairs, resources, type Pair } from './world';

const rowOf = ({ resource, name }: Pair) => ROUTES[`${resource}.${name}`];
const routeOf = (gateway: GatewayName, pair: Pair): string | null => rowOf(pair)?.[gateway] ?? null;

const keyOf = ({ method, path }: RouteContract): string => `${method} ${path}`;
const routeKey = (gateway: GatewayName, { method, path }: GatewayRequest): string | null => {
	const match = findRoute(gateway, method, path);
	return match === undefined ? null : keyOf(match.route);
};
const contractRoute = (gateway: GatewayName, key: string): RouteContract | undefined =>
	routes.find((route) => route.gateway === gateway && keyOf(route) === key);

const differ = (before: Trace, after: Trace): boolean =>
	after.refused !== null ||
	visible(before.requests) !== visible(after.requests) ||
	before.outputs !== after.outputs ||
	before.pauses !== after.pauses;

/** A list with only one entry in the world looks the same with any limit. */
const isWholeList = (label: string, { outputs }: Trace): boolean =>
	/^(limit|returnAll):/.test(label) &&
	listAt(parseJson(outputs === '' ? '[]' : outputs)).length < 2;

/**
 * Two items that read something and then change it must not do so in parallel: the first request must have a lane, or
 * be a change itself.
 */
const takesItsPlace = ([first, ...rest]: Trace['requests']): boolean =>
	first === undefined || !onlyReads(first) || first.lane !== undefined || rest.every(onlyReads);

/**
 * Among the preselected operations, only one that sends a text may change anything, and its text must be written first.
 */
const isReadingPreset = ({ resource, name }: Pair): boolean =>
	resources[resource]?.preset === name && name !== 'sendText';

/**
 * Routes that are not in the list, because only newer servers have them and do an operation of the list better with
 * them.
 */
const NEWER_ROUTES =
	/^(POST \/api\/[^/]+\/chats\/[^/]+\/messages\/read|GET \/api\/[^/]+\/new-message-id)$/;

/**
 * Names that must not be in a query to Evolution API, where they take precedence over the path: the answer would come
 * from another instance. Only the pairing code needs its number there.
 */
const misleading = ({ path, query = {} }: GatewayRequest): string[] =>
	Object.keys(query).filter(
		(name) =>
			['instanceName', 'instanceId', 'number', 'token'].includes(name) &&
			!(name === 'number' && path.startsWith('/instance/connect/')),
	);

test('the operations are exactly those of the acceptance list', () => {
	expect(pairs.map(({ resource, name }) => `${resource}.${name}`).sort()).toEqual(
		Object.keys(ROUTES).sort(),
	);
});

/** The numbers of operations and routes as they are published. */
const promised = readFileSync(path.join(__dirname, '../../CHANGELOG.md'), 'utf8');

test('the changelog states the number of operations, and how many work on every gateway', () => {
	const everywhere = pairs.filter((pair) =>
		GATEWAYS.every((gateway) => routeOf(gateway, pair) !== null),
	);
	expect(promised).toContain(
		`${pairs.length} operations in ${Object.keys(resources).length} resources`,
	);
	expect(promised).toContain(`${everywhere.length} of them on every gateway`);
});

describe.each(GATEWAYS)('%s', (gateway) => {
	const supported = pairs.filter((pair) => routeOf(gateway, pair) !== null);
	const lacking = pairs.filter((pair) => routeOf(gateway, pair) === null);
	const routesUsed = new Set<string>();
	const used = new Map<string, Set<string>>();
	const official = officialDocument(gateway);
	const complaints = new Set<string>();

	const note = (checked: Checked): void => {
		const key = keyOf(checked.route);
		routesUsed.add(key);
		used.set(key, new Set([...(used.get(key) ?? []), ...checked.used]));
	};
	/** The gateway must accept every request, and read all of it. */
	const accept = (requests: Trace['requests']): void => {
		expect([visible(requests), takesItsPlace(requests)]).toEqual([visible(requests), true]);
		for (const request of requests) {
			if (gateway === 'evolution') expect(misleading(request)).toEqual([]);
			if (/^https?:/.test(request.path) || NEWER_ROUTES.test(`${request.method} ${request.path}`))
				continue;
			const checked = check(gateway, request);
			expect([
				request.method,
				request.path,
				checked === null ? 'unknown route' : checked.problems,
			]).toEqual([request.method, request.path, []]);
			if (checked === null) continue;
			note(checked);
			if (isNewerThanDocuments(checked.route)) continue;
			for (const complaint of official?.complaints(request) ?? [])
				complaints.add(`${routeKey(gateway, request)} ${complaint}`);
		}
	};

	test.each(lacking)(
		'$resource > $name is refused with advice on what to use instead',
		({ resource, name }) => {
			expect(() => findOperation(gateways[gateway], resource, name)).toThrow(
				/does not have the operation/,
			);
			expect(handlerOf(gateways[gateway], resource, name)).toEqual({
				missing: expect.stringMatching(/^[A-Z].{10,}\.$/),
			});
		},
	);

	test.each(supported)(
		'$resource > $name sends only accepted requests, and every field has an effect',
		async (pair) =>
			await inWorldOf(gateway, pair, async ({ setup, credential, known, parameters }) => {
				const real = await trace(
					gateway,
					pair,
					parameters,
					async (request) => await wire(credential, request, loading(setup.bytes)),
				);
				expect([real.refused, real.failed]).toEqual([null, null]);
				expectShape(pair, real);
				accept(real.requests);
				if (isReadingPreset(pair))
					expect(real.requests.filter((sent) => !onlyReads(sent))).toEqual([]);
				expect(real.requests.map((request) => routeKey(gateway, request))).toContain(
					routeOf(gateway, pair),
				);

				for (const more of setup.together ?? [])
					accept(
						(await trace(gateway, pair, { ...parameters, ...more }, replaying(real.answers)))
							.requests,
					);
				for (const { label, from, to } of variations(pair.operation, parameters, known)) {
					const before = await trace(gateway, pair, from, replaying(real.answers));
					const after = await Promise.all(
						to.map(async (changed) => await trace(gateway, pair, changed, replaying(real.answers))),
					);
					after.forEach(({ requests }) => accept(requests));
					after.forEach((changed) => expectShape(pair, changed));
					const counts =
						after.some((changed) => differ(before, changed)) ||
						setup.same?.[label] !== undefined ||
						isWholeList(label, before);
					expect([label, counts ? 'counts' : 'is dropped']).toEqual([label, 'counts']);
				}
			}),
	);

	test('all routes of the acceptance list are used, and the changelog gives their number', () => {
		const wanted = [...new Set(supported.map((pair) => routeOf(gateway, pair) ?? ''))];
		const reached = wanted.filter((route) => routesUsed.has(route));
		console.log(
			`${gateway}: routes ${reached.length} of ${wanted.length}, pairs ${supported.length}`,
		);
		expect(reached).toEqual(wanted);
		expect(promised).toContain(`${gateways[gateway].name}'s ${wanted.length} routes`);
	});

	test('every parameter that the gateway reads is used, or a reason is listed', () => {
		const gaps: string[] = [];
		let [total, reached] = [0, 0];
		for (const [key, names] of used) {
			const route = contractRoute(gateway, key);
			const read = route === undefined ? [] : readParameters(route);
			const missed = read.filter((name) => !names.has(name));
			total += read.length;
			reached += read.length - missed.length;
			gaps.push(...missed.map((name) => `${key} ${name}`));
		}
		console.log(
			`${gateway}: parameters ${reached} of ${total}\n${gaps.map((gap) => `${gap}: ${GAPS[gateway][gap] ?? 'NO REASON'}`).join('\n')}`,
		);
		expect(gaps.filter((gap) => GAPS[gateway][gap] === undefined)).toEqual([]);
		expect(Object.keys(GAPS[gateway]).filter((gap) => !gaps.includes(gap))).toEqual([]);
	});

	// If there is one.
	if (official !== null)
		test('the official document accepts all requests, except for listed differences', () => {
			const reasons = DIFFERENCES[gateway];
			const explained = (complaint: string): boolean =>
				reasons.some(({ pattern }) => pattern.test(complaint));
			expect([...complaints].filter((complaint) => !explained(complaint))).toEqual([]);
			const outdated = reasons.filter(
				({ pattern }) => ![...complaints].some((complaint) => pattern.test(complaint)),
			);
			expect(outdated).toEqual([]);
		});
});
