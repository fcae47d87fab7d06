import TYPES from 'mime-db';
import type { Table } from './table';

/** The type of unknown bytes: no extension stands for it. */
const UNKNOWN = 'application/octet-stream';

/** Extensions that people use although the registry lists another one first. The others are read as well. */
const USUAL_ENDINGS = ['aac', 'mov', 'mp3', 'mpg', 'ogg', 'ps', 'ts', 'vcf'];

/** What people mean by an extension that the registry gives to several types. */
const MEANT: Readonly<Record<string, string>> = {
	'3gpp': 'video/3gpp',
	jfif: 'image/jpeg',
	mp4: 'video/mp4',
	mpg4: 'video/mp4',
	mpp: 'application/vnd.ms-project',
	mts: 'video/mp2t',
	rtf: 'application/rtf',
	xml: 'application/xml',
};

/** The registered name of a type that was named before its registration: `audio/x-flac` for `audio/flac`. */
const registered = (type: string): string => {
	const name = type.replace('/x-', '/');
	return TYPES[name]?.source === 'iana' ? name : type;
};

/** Registered types first, then those not marked as experimental, then the shorter name. */
const rank = (type: string): readonly [number, number, number, string] => [
	TYPES[type]?.source === 'iana' ? 0 : 1,
	type.includes('/x-') ? 1 : 0,
	type.length,
	type,
];

function byRank(one: string, other: string): number {
	const [a, b] = [rank(one), rank(other)];
	const index = a.findIndex((value, at) => value !== b[at]);
	return index < 0 ? 0 : (a[index] ?? 0) < (b[index] ?? 0) ? -1 : 1;
}

/** The type of each extension. */
function typesByEnding(): Map<string, string> {
	const candidates = new Map<string, string[]>();
	for (const [type, { extensions = [] }] of Object.entries(TYPES)) {
		if (type === UNKNOWN) continue;
		for (const ending of extensions)
			candidates.set(ending, [...(candidates.get(ending) ?? []), registered(type)]);
	}
	return new Map(
		[...candidates].map(([ending, types]) => [
			ending,
			MEANT[ending] ?? types.sort(byRank)[0] ?? UNKNOWN,
		]),
	);
}

/** The extensions of each type, first the one for a new file. */
function endingsByType(): Map<string, string[]> {
	const found = new Map<string, string[]>();
	for (const [ending, type] of typesByEnding())
		found.set(type, [...(found.get(type) ?? []), ending]);
	for (const [type, endings] of found) {
		const order = TYPES[type]?.extensions ?? [];
		const place = (ending: string): number =>
			USUAL_ENDINGS.includes(ending) ? -1 : order.indexOf(ending) + 1 || 99;
		found.set(
			type,
			endings.sort((a, b) => place(a) - place(b)),
		);
	}
	return found;
}

/** Types that lost their extensions to another type, but still need one for a file of theirs. */
function otherNames(known: ReadonlyMap<string, readonly string[]>): string[] {
	return Object.entries(TYPES).flatMap(([type, { extensions = [] }]) => {
		const [first] = extensions;
		return first === undefined || type === UNKNOWN || known.has(type) ? [] : [`${type} =${first}`];
	});
}

const rows = (): string[] => {
	const known = endingsByType();
	return [
		...[...known].map(([type, endings]) => `${type} ${endings.join(' ')}`),
		...otherNames(known),
	].sort();
};

export const mimeTypes: Table = {
	file: 'nodes/WhatsApp/portable/mimeTypes.ts',
	write: () => `
		/**
		 * The types of files and their extensions, from mime-db. Written by \`npm run tables\`, not by hand.
		 *
		 * One row per type: its name and its extensions, first the one for a new file. An extension after \`=\` belongs to
		 * another type, the one that people mean by it.
		 */
		export const MIME_TYPES = \`${rows().join('\n')}\`;
	`,
};
