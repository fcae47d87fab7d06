import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import {
	at,
	isObject,
	listAt,
	objectAt,
	parseJson,
	textAt,
	type Json,
	type JsonObject,
} from '../../nodes/WhatsApp/portable/json';
import type { GatewayRequest } from '../../nodes/WhatsApp/transport/request';
import type { GatewayName } from '../../sandbox';
import { routes } from '../../sandbox/contract';

const FOLDER = path.join(
	process.env.GATEWAY_DOCUMENTS ?? path.resolve(__dirname, '../../../shared'),
	'contracts',
);

/** The gateways' own API documents, if they are next to the project, or at a given path. */
const DOCUMENTS: Readonly<Partial<Record<GatewayName, string>>> = {
	waha: path.join(FOLDER, 'waha-2026.7.1.openapi.json'),
	warest: path.join(FOLDER, 'warest-1.3.42.openapi.json'),
};

/** What is kept of them, without any prose: the format of requests, for the routes that are used. */
export const DOCUMENTED_FILE = path.resolve(__dirname, '../contract/documented.json');

/** The keywords of JSON Schema that decide whether a body is valid. */
const DECIDING = new Set([
	'additionalProperties',
	'allOf',
	'anyOf',
	'enum',
	'items',
	'maximum',
	'maxItems',
	'maxLength',
	'minimum',
	'minItems',
	'minLength',
	'nullable',
	'oneOf',
	'pattern',
	'required',
	'type',
]);

export interface OfficialDocument {
	/** The document's objections to a request, one short line each. */
	complaints(request: GatewayRequest): string[];
}

/** Reads what is kept of a gateway's official document; null if there is none that matches its servers. */
export function officialDocument(gateway: GatewayName): OfficialDocument | null {
	const document = objectAt(keptDocuments(), gateway);
	if (Object.keys(document).length === 0) return null;
	const ajv = new Ajv({
		strict: false,
		allErrors: true,
		coerceTypes: false,
		validateFormats: false,
	});
	ajv.addSchema({ $id: 'document', ...document });
	return { complaints: (request) => complain(document, ajv, request) };
}

export const keptDocuments = (): Json => parseJson(readFileSync(DOCUMENTED_FILE, 'utf8'));

/** The same from the documents themselves; null if they are not available. */
export function reducedDocuments(): JsonObject | null {
	if (!Object.values(DOCUMENTS).every((file) => existsSync(file))) return null;
	return Object.fromEntries(
		Object.entries(DOCUMENTS).map(([gateway, file]) => {
			const used = new Set(
				routes
					.filter((route) => route.gateway === gateway)
					.map((route) => `${route.method} ${route.path}`),
			);
			return [gateway, reduced(parseJson(readFileSync(file, 'utf8')), used)];
		}),
	);
}

/** A document with only the requests of these routes, and the schemas that they name. */
function reduced(document: Json, used: ReadonlySet<string>): JsonObject {
	const named = new Set<string>();
	const paths = Object.entries(objectAt(document, 'paths')).flatMap(([template, methods]) => {
		const kept = Object.entries(objectAt(methods)).flatMap(([method, operation]) =>
			used.has(`${method.toUpperCase()} ${template}`)
				? [[method, reducedOperation(document, operation, named)] as const]
				: [],
		);
		return kept.length === 0 ? [] : [[template, Object.fromEntries(kept)] as const];
	});
	const schemas: Record<string, Json> = {};
	// A schema may name others, which are added to the set during the loop.
	for (const name of named)
		schemas[name] = reducedSchema(at(document, 'components', 'schemas', name), named);
	return { paths: Object.fromEntries(paths), components: { schemas } };
}

function reducedOperation(
	document: Json,
	operation: Json | undefined,
	named: Set<string>,
): JsonObject {
	const parameters = listAt(operation, 'parameters')
		.map((parameter) => resolve(document, parameter))
		.filter((parameter) => textAt(parameter, 'in') === 'query')
		.map((parameter) => ({
			in: 'query',
			name: textAt(parameter, 'name'),
			...(at(parameter, 'required') === true ? { required: true } : {}),
		}));
	const schema = at(operation, 'requestBody', 'content', 'application/json', 'schema');
	return {
		parameters,
		...(schema === undefined
			? {}
			: {
					requestBody: {
						content: { 'application/json': { schema: reducedSchema(schema, named) } },
					},
				}),
	};
}

function reducedSchema(schema: Json | undefined, named: Set<string>): Json {
	if (Array.isArray(schema)) return schema.map((one) => reducedSchema(one, named));
	if (!isObject(schema)) return schema ?? null;
	return Object.fromEntries(
		Object.entries(schema).flatMap(([key, value]) => {
			if (key === '$ref') {
				named.add(String(value).replace('#/components/schemas/', ''));
				return [[key, value ?? null]];
			}
			if (key === 'properties') {
				const fields = Object.entries(objectAt(value));
				return [
					[key, Object.fromEntries(fields.map(([name, of]) => [name, reducedSchema(of, named)]))],
				];
			}
			if (!DECIDING.has(key)) return [];
			return [[key, key === 'enum' ? (value ?? null) : reducedSchema(value, named)]];
		}),
	);
}

function complain(document: Json, ajv: Ajv, request: GatewayRequest): string[] {
	const found = operationFor(document, request);
	if (found === null) return ['the document has no such route'];
	const { pointer, operation } = found;
	const schema =
		Object.keys(objectAt(operation, 'requestBody', 'content', 'application/json', 'schema'))
			.length > 0;
	const body =
		request.upload === undefined && request.body !== undefined && schema
			? bodyComplaints(ajv, pointer, request.body)
			: [];
	return [...body, ...queryComplaints(document, operation, request)];
}

function bodyComplaints(ajv: Ajv, pointer: string, body: JsonObject): string[] {
	const validate = compiled(ajv, pointer);
	if (validate === null) return ['body: the schema in the document is none'];
	return validate(body)
		? []
		: (validate.errors ?? []).map(
				(error) => `body${error.instancePath} ${error.message}${detail(error)}`,
			);
}

/** The document's schema of a body; null if it is not a valid JSON Schema. */
function compiled(ajv: Ajv, pointer: string): ValidateFunction | null {
	try {
		return ajv.compile({
			$ref: `document#${pointer}/requestBody/content/application~1json/schema`,
		});
	} catch {
		return null;
	}
}

const detail = (error: ErrorObject): string =>
	error.keyword === 'enum' ? ` (${JSON.stringify(error.params)})` : '';

/** Query parameters that the document does not know, and missing required ones. */
function queryComplaints(
	document: Json,
	operation: JsonObject,
	{ query = {} }: GatewayRequest,
): string[] {
	const declared = listAt(operation, 'parameters')
		.map((parameter) => resolve(document, parameter))
		.filter((parameter) => textAt(parameter, 'in') === 'query');
	const names = declared.map((parameter) => textAt(parameter, 'name'));
	const sent = Object.keys(query).filter((name) => query[name] !== undefined);
	const unknown = sent
		.filter((name) => !names.includes(name))
		.map((name) => `query ${name} is not in the document`);
	const missing = declared
		.filter(
			(parameter) =>
				isObject(parameter) &&
				parameter.required === true &&
				!sent.includes(String(parameter.name)),
		)
		.map((parameter) => `query ${textAt(parameter, 'name')} is required`);
	return [...unknown, ...missing];
}

function operationFor(
	document: Json,
	{ method, path: requestPath }: GatewayRequest,
): { pointer: string; operation: JsonObject } | null {
	const matching = Object.entries(objectAt(document, 'paths'))
		.filter(([template]) =>
			new RegExp(`^${template.replace(/[.]/g, '\\.').replace(/\{[^}]+\}/g, '[^/]+')}$`).test(
				requestPath,
			),
		)
		// A literal segment takes precedence over a parameter.
		.sort(([a], [b]) => (a.match(/\{/g) ?? []).length - (b.match(/\{/g) ?? []).length);
	for (const [template, methods] of matching) {
		const operation = objectAt(methods, method.toLowerCase());
		if (Object.keys(operation).length > 0) {
			return {
				pointer: `/paths/${template.replace(/~/g, '~0').replace(/\//g, '~1').replace(/[{}]/g, encodeURIComponent)}/${method.toLowerCase()}`,
				operation,
			};
		}
	}
	return null;
}

/** A parameter that is defined elsewhere in the document. */
function resolve(document: Json, parameter: Json): Json {
	const reference = textAt(parameter, '$ref');
	return reference === null
		? parameter
		: (at(document, ...reference.replace('#/', '').split('/')) ?? null);
}
