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

const FOLDER = path.join(
	process.env.GATEWAY_DOCUMENTS ?? path.resolve(__dirname, '../../../shared'),
	'contracts',
);

/** The gateways' own API documents, where somebody has laid them beside the project, or says where they are. */
const DOCUMENTS: Readonly<Partial<Record<GatewayName, string>>> = {
	waha: path.join(FOLDER, 'waha-2026.7.1.openapi.json'),
	warest: path.join(FOLDER, 'warest-1.3.42.openapi.json'),
};

export interface OfficialDocument {
	/** What the document says against a request: one short line per point. */
	complaints(request: GatewayRequest): string[];
}

/** Reads a gateway's official document; null where it is not at hand. */
export function officialDocument(gateway: GatewayName): OfficialDocument | null {
	const file = DOCUMENTS[gateway];
	if (file === undefined || !existsSync(file)) return null;
	const document = parseJson(readFileSync(file, 'utf8'));
	const ajv = new Ajv({
		strict: false,
		allErrors: true,
		coerceTypes: false,
		validateFormats: false,
	});
	ajv.addSchema({ $id: 'document', ...objectAt(document) });
	return { complaints: (request) => complain(document, ajv, request) };
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

/** The document's schema of a body; null where it is no valid JSON schema. */
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

/** Query parameters the document does not know, and required ones that are missing. */
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
		// A literal segment beats a parameter.
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

/** A parameter that stands elsewhere in the document. */
function resolve(document: Json, parameter: Json): Json {
	const reference = textAt(parameter, '$ref');
	return reference === null
		? parameter
		: (at(document, ...reference.replace('#/', '').split('/')) ?? null);
}
