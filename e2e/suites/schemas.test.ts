import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { INodeTypeDescription } from 'n8n-workflow';
import { projectRoot } from '../../harness/paths';
import { startSuite, type Suite } from '../../harness/suite';
import { NODE_TYPE, TRIGGER_TYPE } from '../../harness/workflow';
import { SCHEMA_FOLDER } from '../../scripts/lib/schemas/folder';

let suite: Suite;
/** The version that the editor gives a new node of a type, written as in the address. */
let versions: ReadonlyMap<string, string>;
beforeAll(async () => {
	suite = await startSuite();
	versions = new Map((await suite.api.nodeTypes()).map((type) => [type.name, newestOf(type)]));
});
afterAll(() => suite.sandbox.close());

const newestOf = ({ defaultVersion, version }: INodeTypeDescription): string => {
	const newest = String(defaultVersion ?? Math.max(...[version].flat()));
	return [...newest.split('.'), '0', '0'].slice(0, 3).join('.');
};

const folder = path.join(projectRoot, SCHEMA_FOLDER);
const shipped = (file: string): string => readFileSync(path.join(folder, file), 'utf8');

/** Requests a schema like the editor before a node has run (n8n-editor-ui 1.123 to 2.41, getSchemaPreview). */
async function schemaOf(type: string, ...operation: string[]): Promise<string> {
	const url = `/${['schemas', type, versions.get(type), ...operation].join('/')}.json`;
	const { body, status } = await suite.api.file(url);
	expect([url, status]).toEqual([url, 200]);
	return body;
}

test('n8n serves the output schema of Send Text', async () => {
	const schema: unknown = JSON.parse(await schemaOf(NODE_TYPE, 'message', 'sendText'));
	expect(schema).toMatchObject({
		type: 'object',
		properties: { messageId: { type: ['string', 'null'] }, chatId: { type: 'string' } },
	});
});

test('n8n serves the output schema of every operation that has one', async () => {
	const root = path.join(folder, 'v1.0.0');
	for (const resource of readdirSync(root))
		for (const file of readdirSync(path.join(root, resource))) {
			const operation = path.basename(file, '.json');
			const served = await schemaOf(NODE_TYPE, resource, operation);
			expect([resource, operation, JSON.parse(served)]).toEqual([
				resource,
				operation,
				JSON.parse(shipped(`v1.0.0/${resource}/${file}`)),
			]);
		}
});

test('n8n serves the output schema of a new trigger node', async () => {
	const schema = await schemaOf(TRIGGER_TYPE);
	expect(JSON.parse(schema)).toEqual(JSON.parse(shipped('v2.0.0.json')));
	expect(JSON.parse(schema)).toMatchObject({ properties: { event: { type: 'string' } } });
});
