import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Gateway, RouteContract } from '../../sandbox/contract';
import { namesOf, type JsonSchema, type Names } from './json-schema';

// Next to a checkout if somebody has them, or elsewhere; the project itself contains no documents of others.
const beside = process.env.GATEWAY_DOCUMENTS ?? join(__dirname, '../../../shared');
const folder = join(beside, 'contracts');
const vocabularyFile = join(beside, 'vocabulary.tsv');

interface Parameter {
	readonly in?: string;
	readonly name: string;
	readonly required?: boolean;
	readonly schema?: JsonSchema;
}
interface OpenApiOperation {
	readonly parameters?: readonly Parameter[];
	readonly requestBody?: {
		readonly content?: Readonly<Record<string, { readonly schema: JsonSchema }>>;
	};
}
interface OpenApi {
	readonly paths: Readonly<Record<string, Readonly<Record<string, OpenApiOperation>>>>;
	readonly components: {
		readonly schemas: Readonly<Record<string, JsonSchema>>;
		readonly parameters?: Readonly<Record<string, Parameter>>;
	};
}

interface ObservedField {
	readonly required?: boolean;
}
interface ObservedOperation {
	readonly method: string;
	readonly path: string;
	readonly query: Readonly<Record<string, ObservedField>>;
	readonly body: Readonly<Record<string, ObservedField>>;
}

/** What one document says about one route. `mentions`: a nested name that is only in its prose. */
export interface Documented extends Names {
	readonly mentions: (name: string) => boolean;
}

// The format of these files is known and fixed, so the type is asserted, not checked.
const read = <T>(name: string): T => JSON.parse(readFileSync(join(folder, name), 'utf8')) as T;

const union = (...names: readonly Names[]): Names => ({
	all: new Set(names.flatMap((each) => [...each.all])),
	required: new Set(names.flatMap((each) => [...each.required])),
});

function openApi(name: string): (route: RouteContract) => Documented | undefined {
	const document = read<OpenApi>(name);
	const { schemas, parameters = {} } = document.components;
	const resolve = (schema: JsonSchema): JsonSchema =>
		schema.$ref ? resolve(schemas[schema.$ref.split('/').pop() ?? ''] ?? {}) : schema;
	const parameterOf = (parameter: Parameter & { readonly $ref?: string }): Parameter =>
		parameters[parameter.$ref?.split('/').pop() ?? ''] ?? parameter;
	return (route) => {
		const operation = document.paths[route.path]?.[route.method.toLowerCase()];
		if (!operation) return undefined;
		const query = (operation.parameters ?? [])
			.map(parameterOf)
			.filter((parameter) => parameter.in === 'query');
		const body = operation.requestBody?.content?.['application/json']?.schema ?? {};
		const named = (some: readonly Parameter[]): Set<string> =>
			new Set(some.map(({ name: each }) => `query.${each}`));
		const ofQuery = {
			all: named(query),
			required: named(query.filter((parameter) => parameter.required)),
		};
		return { ...union(ofQuery, namesOf(body, 'body', resolve)), mentions: () => false };
	};
}

function observed(name: string): (route: RouteContract) => Documented | undefined {
	const operations = read<readonly ObservedOperation[]>(name);
	return (route) => {
		const operation = operations.find(
			({ method, path }) => method === route.method && path === route.path,
		);
		if (!operation) return undefined;
		const fields = (['query', 'body'] as const).flatMap((place) =>
			Object.entries(operation[place]).map(([each, field]) => ({
				name: `${place}.${each}`,
				field,
			})),
		);
		return {
			all: new Set(fields.map((each) => each.name)),
			required: new Set(fields.filter(({ field }) => field.required).map((each) => each.name)),
			mentions: (wanted) => {
				const last = wanted.split('.').pop() ?? wanted;
				const prose = fields.map((each) => JSON.stringify(each.field)).join(' ');
				return new RegExp(`\\b${last}\\b`).test(prose);
			},
		};
	};
}

interface ListedParameter {
	readonly in: string;
	/** With dots if it is inside another one. */
	readonly name: string;
	readonly required: boolean;
	readonly note?: string;
}
interface ListedRequest {
	readonly method: string;
	readonly path: string;
	readonly params?: readonly ListedParameter[];
}
interface Listed {
	readonly operations: ReadonlyArray<{ readonly requests?: readonly ListedRequest[] }>;
	readonly beyondOurVocabulary: readonly ListedRequest[];
}

/** A list of operations, in which a route is repeated for each use, each time with what that use needs. */
function listed(name: string): (route: RouteContract) => Documented | undefined {
	const { operations, beyondOurVocabulary } = read<Listed>(name);
	const requests = [
		...operations.flatMap((operation) => operation.requests ?? []),
		...beyondOurVocabulary,
	];
	const parametersIn = ({ params = [] }: ListedRequest): readonly ListedParameter[] =>
		params.filter((parameter) => parameter.in !== 'path');
	const nameOf = (parameter: ListedParameter): string => `${parameter.in}.${parameter.name}`;
	// With everything that contains it: `body.where.key` is a name, too.
	const withParents = (full: string): string[] => {
		const steps = full.split('.');
		return steps.slice(1).map((_step, index) => steps.slice(0, index + 2).join('.'));
	};
	const every = requests.flatMap(parametersIn);
	return (route) => {
		const uses = requests.filter(
			({ method, path }) => method === route.method && path === route.path,
		);
		if (uses.length === 0) return undefined;
		const needed = uses.map((use) => parametersIn(use).filter(({ required }) => required));
		return {
			all: new Set(uses.flatMap(parametersIn).map(nameOf).flatMap(withParents)),
			required: new Set(
				needed
					.flat()
					.map(nameOf)
					.filter((full) => needed.every((some) => some.map(nameOf).includes(full))),
			),
			// The content of a field is listed once, wherever the field is.
			mentions: (wanted) => {
				const [, outer = '', ...inner] = wanted.replace(/\[\]/g, '').split('.');
				const prose = every
					.filter((parameter) => parameter.name.split('.')[0] === outer)
					.map(({ note = '' }) => note);
				return inner.length > 0 && new RegExp(`\\b${inner.at(-1)}\\b`).test(prose.join(' '));
			},
		};
	};
}

/** The documents of each gateway, each as a function from a route to what the document says about it. */
export const documents = existsSync(folder)
	? {
			waha: [openApi('waha-2025.2.5.openapi.json'), openApi('waha-2026.7.1.openapi.json')],
			warest: [observed('warest-0.3.44.operations.json'), openApi('warest-1.3.42.openapi.json')],
			evolution: [listed('evolution.operations.json')],
		}
	: undefined;

/** The routes that the planned operations use, as rows of gateway, method and path; undefined without the plan. */
export const plannedRoutes: ReadonlyArray<readonly [Gateway, string, string]> | undefined =
	existsSync(vocabularyFile)
		? readFileSync(vocabularyFile, 'utf8')
				.split('\n')
				.slice(1)
				.flatMap((line) => {
					const [, , waha = '-', warest = '-'] = line.split('\t');
					const row = (gateway: Gateway, route: string) => {
						const [method, path] = route.split(' ');
						return method && path ? [[gateway, method, path] as const] : [];
					};
					return [...row('waha', waha), ...row('warest', warest)];
				})
		: undefined;
