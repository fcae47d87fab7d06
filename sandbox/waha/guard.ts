import { findings, type Finding, type WahaRoute } from '../contract';
import { wahaRoutes } from '../contract/waha';
import { asString, firstString } from '../http/json';
import type { Session } from '../world';
import type { WahaCall, WahaContext } from './context';
import { engineLacks } from './engines';
import { badRequest, notImplemented, plusOnly } from './errors';
import type { WahaMethod, WahaRouter } from './router';

export type SessionHandler = (call: WahaCall, session: Session) => unknown;

interface GuardOptions {
	/** Sends or sets a file, which before 2026.6.1 needs PLUS instead of CORE. */
	media?: boolean;
	/** The handler checks query and body itself, in the words of the real server. */
	unchecked?: boolean;
}

/** Registers routes of working sessions. The handler gets the session, and a request that meets the contract. */
export type SessionRouter = (
	method: WahaMethod,
	path: string,
	handler: SessionHandler,
	options?: GuardOptions,
) => void;

/**
 * Runs what all session routes share before a handler, in the real server's order: validation pipe (400), session
 * (422), engine (501), and then the engine's own failure on missing values (500).
 */
export function sessionRouter(route: WahaRouter, waha: WahaContext): SessionRouter {
	return (method, path, handler, { media = false, unchecked = false } = {}) => {
		const contract = contractOf(method, path);
		if (contract.since !== undefined && !waha.version.isAtLeast(contract.since)) return;
		route(method, path, async (call) => {
			if (contract.validated && !unchecked) refuseInvalid(contract, call);
			const session = await waha.working(sessionName(contract, call, waha));
			if (engineLacks(waha.settings.engine, `${method} ${contract.path}`))
				throw notImplemented(waha.engineName, waha.version.lackStatus);
			if (media && waha.version.isLimited) throw plusOnly();
			if (!contract.validated && !unchecked) stumble(contract, call);
			return await handler(call, session);
		});
	};
}

function contractOf(method: WahaMethod, path: string): WahaRoute {
	const template = path.replace(/:(\w+)/g, '{$1}');
	const found = wahaRoutes.find((route) => route.method === method && route.path === template);
	if (!found) throw new Error(`The contract has no ${method} ${template}`);
	return found;
}

function sessionName(contract: WahaRoute, call: WahaCall, waha: WahaContext): string {
	if (contract.session === 'path') return call.params.session ?? '';
	const source = contract.session === 'query' ? call.query : call.body;
	return firstString(source.session) ?? (waha.version.is2024 ? 'default' : '');
}

function findingsOf(contract: WahaRoute, { params, query, body }: WahaCall): Finding[] {
	// The pipe strips unknown fields, and the engines ignore them.
	return findings(contract, { params, query, body }).filter(
		({ kind }) => kind !== 'unknown' && kind !== 'ignored',
	);
}

/** The refusal of a validation pipe, in its form; nothing if all is well. */
export function refuseInvalid(contract: WahaRoute, call: WahaCall): void {
	const problems = findingsOf(contract, call).map(({ name, expected }) => `${name} ${expected}`);
	if (problems.length > 0) throw badRequest(problems);
}

/** Routes that a guard cannot check because no session belongs to them. */
export function validated(method: WahaMethod, path: string, call: WahaCall): void {
	refuseInvalid(contractOf(method, path), call);
}

/** A file that is named but not given is refused with its own words by whoever reads it. */
const FILE_CHOICE = /\.(url|data)$/;

/**
 * Routes without a pipe fail on the missing or wrong value: a TypeError, so a 500 (observed for groups on 2024.10.8).
 * The exact words depend on the failing line; these have the same form.
 */
function stumble(contract: WahaRoute, call: WahaCall): void {
	for (const { kind, name, expected } of findingsOf(contract, call)) {
		const isEmpty = kind === 'bounds' && /empty|at least/.test(expected);
		if (kind === 'type') throw new TypeError(`${name}.${methodOf(expected)} is not a function`);
		if ((kind === 'missing' && !FILE_CHOICE.test(name)) || isEmpty)
			throw new TypeError(`Cannot read properties of undefined (reading '${methodOf(expected)}')`);
	}
}

/** What the engine calls on a value that it takes for this type. */
function methodOf(expected: string): string {
	if (expected.includes('array') || expected.includes('at least')) return 'map';
	return expected.includes('string') || expected.includes('empty') ? 'split' : 'valueOf';
}

/** A text of the body; if it is required, the guard has checked that it is one. */
export function textIn(call: WahaCall, name: string): string {
	return asString(call.body[name]) ?? '';
}
