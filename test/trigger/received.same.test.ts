import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { at, isObject, type JsonObject } from '../../nodes/WhatsApp/portable/json';
import { DIFFERENCES, statusOnWaha } from './differences';
import { ACTS, bareId, NEWEST, openStage, outcomeOf } from './received.run';
import type { Stage } from './stage';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage(NEWEST);
});
afterAll(async () => await stage.close());

const seen = new Set<string>();

/** Reduces ids of messages to the part that WAHA and WARest share. */
const withBareIds = (item: JsonObject): JsonObject =>
	Object.fromEntries(
		Object.entries(item).map(([name, value]) => {
			if (isObject(value)) return [name, withBareIds(value)];
			return [name, typeof value === 'string' ? bareId(value) : (value ?? null)];
		}),
	);

function without(item: JsonObject, [name = '', ...rest]: readonly string[]): JsonObject {
	const { [name]: value, ...others } = item;
	return rest.length > 0 && isObject(value) ? { ...others, [name]: without(value, rest) } : others;
}

/** Both items, without the declared differences that do occur. */
function comparable(...items: [JsonObject, JsonObject]): [JsonObject, JsonObject] {
	let [waha, warest] = items;
	for (const { fields, reason } of DIFFERENCES.filter(({ of }) => of(...items)))
		for (const field of fields) {
			const path = field.split('.');
			if (JSON.stringify(at(waha, ...path)) === JSON.stringify(at(warest, ...path))) continue;
			seen.add(`${reason}: ${field}`);
			[waha, warest] = [without(waha, path), without(warest, path)];
		}
	return [waha, warest];
}

const kindOf = (item: JsonObject): string => `${item.event} ${statusOnWaha(item)}`;

test.each(ACTS)(
	'$name gives the same event on both gateways, except for listed differences',
	async (act) => {
		const outcome = await outcomeOf(act, stage);
		for (const warest of outcome.warest) {
			const waha = outcome.waha.find((item) => kindOf(item) === kindOf(warest));
			if (waha === undefined) throw new Error(`WAHA does not tell ${kindOf(warest)}`);
			const [mine, theirs] = comparable(withBareIds(waha), withBareIds(warest));
			expect(mine).toEqual(theirs);
		}
	},
);

test('every listed difference occurs', () => {
	const declared = DIFFERENCES.filter(({ sometimes }) => sometimes !== true).flatMap(
		({ fields, reason }) => fields.map((field) => `${reason}: ${field}`),
	);
	expect(declared.filter((one) => !seen.has(one))).toEqual([]);
});

test('docs/shapes.md marks every field that differs', () => {
	const page = readFileSync(join(__dirname, '../../docs/shapes.md'), 'utf8');
	const fields = DIFFERENCES.flatMap((difference) => difference.fields);
	const names = [...new Set(fields.map((field) => field.split('.').pop()))];
	expect(names.filter((name) => !page.includes(`\`${name}\`†`))).toEqual([]);
});
