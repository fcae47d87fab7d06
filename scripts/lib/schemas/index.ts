import { WhatsApp } from '../../../nodes/WhatsApp/WhatsApp.node.js';
import { WhatsAppTrigger } from '../../../nodes/WhatsApp/WhatsAppTrigger.node.js';
import { vocabulary } from '../../../nodes/WhatsApp/operations';
import type { Returns, Vocabulary } from '../../../nodes/WhatsApp/operations/operation';
import { PORTABLE_EVENTS } from '../../../nodes/WhatsApp/portable/events';
import { inOrder } from '../../../nodes/WhatsApp/portable/order';
import { either, object, type Schema } from './schema';
import { Types } from './ofTypes';

const OPERATIONS = 'nodes/WhatsApp/operations/index.ts';
const FILES = 'nodes/WhatsApp/operations/operation.ts';
const EVENTS = 'nodes/WhatsApp/portable/events.ts';

/** Every schema of the package, by its file in the folder. They are made from the shapes' types. */
export function schemaFiles(): Map<string, string> {
	const types = new Types([OPERATIONS, FILES, EVENTS]);
	return new Map([...operationSchemas(types), ...triggerSchemas(types)].map(written));
}

/** Like n8n's own: with the version of the format, but without spaces. */
const written = ([file, schema]: readonly [string, Schema]): [string, string] => [
	file,
	`${JSON.stringify({ ...schema, version: 1 })}\n`,
];

function operationSchemas(types: Types): Array<[string, Schema]> {
	const root = types.exported(OPERATIONS, 'vocabulary');
	const resources: Vocabulary = vocabulary;
	return Object.entries(resources).flatMap(([resource, { operations }]) =>
		Object.entries(operations).flatMap(([name, { returns }]) => {
			const shape = types.member(root, resource, 'operations', name, 'returns', 'shape');
			const schema = shown(returns.kind, (...members) =>
				types.schemaOf(types.member(shape, ...members)),
			);
			// The editor shows nothing for an object whose fields depend on the server.
			const isEmpty = Object.keys(schema.properties ?? {}).length === 0;
			return isEmpty
				? []
				: versionsOf(new WhatsApp()).map((version): [string, Schema] => [
						`${version}/${resource}/${name}.json`,
						schema,
					]);
		}),
	);
}

type ShapeOf = (...members: readonly string[]) => Schema;

/** The content of an item for this kind of answer (perform.ts). */
function shown(kind: Returns<unknown>['kind'], shapeOf: ShapeOf): Schema {
	if (kind === 'file')
		return ordered({
			...shapeOf('about').properties,
			fileName: shapeOf('fileName'),
			mimeType: shapeOf('mimeType'),
			sizeBytes: { type: 'number' },
		});
	const { properties } = shapeOf();
	return ordered(
		kind === 'command' ? { success: { type: 'boolean' }, ...properties } : { ...properties },
	);
}

const ordered = (properties: Readonly<Record<string, Schema>>): Schema =>
	object(inOrder(properties));

/** All events in one schema, because a trigger has no resource and no operation. */
function triggerSchemas(types: Types): Array<[string, Schema]> {
	const fields = types.exported(EVENTS, 'EventFields');
	const base = types.schemaOf(types.exported(EVENTS, 'EventBase'));
	const all = PORTABLE_EVENTS.map((event) => types.schemaOf(types.member(fields, event)));
	const schema = ordered({ ...all.reduce(either, base).properties });
	return versionsOf(new WhatsAppTrigger()).map((version) => [`${version}.json`, schema]);
}

/** Versions of a node as n8n pads them. */
const versionsOf = ({
	description: { version },
}: Pick<WhatsApp | WhatsAppTrigger, 'description'>): string[] =>
	[version].flat().map((one) => `v${[...String(one).split('.'), '0', '0'].slice(0, 3).join('.')}`);
