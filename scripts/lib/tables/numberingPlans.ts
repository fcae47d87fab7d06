import metadata from 'libphonenumber-js/metadata.max.json';
import type { Table } from './table';

/**
 * Positions in a country's plan as stored by libphonenumber-js 1.13 (in its `source/metadata.js`), which publishes no
 * types for them. A plan without types of numbers has only its general pattern.
 */
const PATTERN = 2;
const LENGTHS = 3;
const PREFIX = 5;
const PREFIX_FOR_PARSING = 7;
const TYPES = 11;

/** Types of numbers on which a person can have WhatsApp: fixed line, mobile, personal number, VoIP. */
const OF_PEOPLE = [0, 1, 4, 8];

/**
 * Longest national number in WhatsApp's own ids if they are longer than the plan: Mexico dropped the 1 before mobile
 * numbers in 2019, and older ids keep it.
 */
const LONGEST_ID: Readonly<Record<string, number>> = { 52: 11 };

type Plan = readonly unknown[];

const text = (value: unknown): string | null =>
	typeof value === 'string' && value !== '' ? value : null;
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const numbers = (value: unknown): number[] =>
	list(value).filter((entry) => typeof entry === 'number');

const whole = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`);

/** `-` if no zero is dialled only within the country, `0` if one is, else the numbers before which one is. */
function trunkOf(plan: Plan): string {
	const parsing = text(plan[PREFIX_FOR_PARSING]);
	if (plan[PREFIX] === '0' || (parsing !== null && whole(parsing).test('0'))) return '0';
	// Gabon has a zero before some of its numbers, which it lists one by one.
	return parsing?.startsWith('0') === true ? parsing : '-';
}

/** Patterns of all types of numbers, which are narrower than the general one. */
function typedPatterns(plan: Plan): string[] {
	const patterns = list(plan[TYPES]).map((type) => text(list(type)[0]));
	const found = patterns.filter((pattern) => pattern !== null);
	return found.length > 0 ? found : [text(plan[PATTERN]) ?? ''];
}

function longest(code: string, plan: Plan): number {
	const types = OF_PEOPLE.map((index) => list(plan[TYPES])[index]).filter(Array.isArray);
	const lengths = types.map((type) => numbers(type[1]));
	const known = lengths.some((each) => each.length === 0) || lengths.length === 0;
	return Math.max(
		LONGEST_ID[code] ?? 0,
		...(known ? numbers(plan[LENGTHS]) : []),
		...lengths.flat(),
	);
}

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];

/** Tries enough digits after a zero to tell whether any number of the plan begins with one. */
function mayBeginWithZero(plan: Plan): boolean {
	const pattern = whole(text(plan[PATTERN]) ?? '');
	const lengths = numbers(plan[LENGTHS]);
	for (let start = 0; start < 10_000; start++) {
		const head = `0${String(start).padStart(4, '0')}`;
		const isIn = (digit: string) => (length: number) =>
			pattern.test(head.slice(0, length).padEnd(length, digit));
		if ([...'0123456789'].some((digit) => lengths.some(isIn(digit)))) return true;
	}
	return false;
}

function row(code: string, plans: readonly Plan[]): string {
	const trunks = unique(plans.map(trunkOf));
	if (trunks.length > 1)
		throw new Error(`The countries of +${code} do not agree about the zero before their numbers`);
	const cells = [code, trunks[0], Math.max(...plans.map((plan) => longest(code, plan)))];
	if (!plans.some(mayBeginWithZero)) return cells.join(' ');
	const general = unique(plans.map((plan) => text(plan[PATTERN]) ?? ''));
	const typed = unique(plans.flatMap(typedPatterns));
	return [...cells, general.join('|'), typed.join('|')].join(' ');
}

function rows(): string[] {
	const countries: Readonly<Record<string, Plan>> = metadata.countries;
	const worldwide: Readonly<Record<string, Plan>> = metadata.nonGeographic;
	const planOf = (country: string): Plan => countries[country] ?? [];
	return [
		...Object.entries<string[]>(metadata.country_calling_codes).map(([code, names]) =>
			row(code, names.map(planOf)),
		),
		...Object.entries(worldwide).map(([code, plan]) => row(code, [plan])),
	].sort();
}

export const numberingPlans: Table = {
	file: 'nodes/WhatsApp/portable/numberingPlans.ts',
	write: () => `
		/**
		 * The numbering plans of the world, from the metadata of libphonenumber. Written by \`npm run tables\`, not by
		 * hand.
		 *
		 * One row per calling code, with its cells separated by spaces: the code; \`0\` if a zero before the number is
		 * dialled only within the country (\`-\` if there is none, a pattern if only some numbers have it); the longest
		 * national number that people have; and, only if national numbers may begin with a zero, the pattern of all
		 * national numbers and the narrower one of numbers in use.
		 */
		export const NUMBERING_PLANS: readonly string[] = [
			${rows()
				.map((line) => `${JSON.stringify(line)},`)
				.join('\n')}
		];
	`,
};
