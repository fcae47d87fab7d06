import { phoneInCard } from './phone';

/** A contact in a message. */
export type ContactCard = {
	name: string | null;
	/** The number that WhatsApp knows, else the preferred one, else the first that can be read unambiguously. */
	phone: string | null;
	/**
	 * All numbers of the card, `phone` first: digits with country code, without extension and pauses. An ambiguous number
	 * is as the card writes it.
	 */
	phones: string[];
};

/** One line of a card: `item1.TEL;TYPE=CELL;waid=491701234567:+49 170 1234567`. */
interface Property {
	/** Upper case. */
	readonly name: string;
	/** Names in upper case; a parameter without a value, as in version 2.1, is its own value. */
	readonly parameters: ReadonlyArray<readonly [name: string, value: string]>;
	readonly value: string;
}

/** A card is small; longer text is a picture, or an attack. In characters. */
const MAX_LENGTH = 1_000_000;

/** Reads a vCard of any version (2.1, RFC 2426, RFC 6350) as far as a message needs it. Never throws. */
export function readVcard(vcard: string): ContactCard {
	const properties = propertiesOf(vcard.slice(0, MAX_LENGTH));
	const numbers = numbersOf(properties);
	const first = numbers.find(({ digits }) => digits !== null) ?? numbers[0];
	return {
		name: nameOf(properties),
		phone: first?.digits ?? null,
		phones: [...new Set([first, ...numbers].flatMap((number) => number?.shown ?? []))],
	};
}

/** Group, name, parameters and value of a line; a colon or semicolon in quotes is part of a parameter. */
const LINE = /^(?:[\w-]+\.)?([\w-]+)((?:;(?:"[^"]*"|[^;:"])*)*):(.*)$/s;

/** All that a message shows of a card. A longer value is not a name or a number. In characters. */
const READ = ['FN', 'N', 'NICKNAME', 'ORG', 'TEL'];
const MAX_VALUE = 4096;

function propertiesOf(vcard: string): Property[] {
	return linesOf(vcard).flatMap((line) => {
		const [, name = '', parameters = '', value = ''] = LINE.exec(line) ?? [];
		if (!READ.includes(name.toUpperCase())) return [];
		const property = {
			name: name.toUpperCase(),
			parameters: parametersOf(parameters),
			value: value.slice(0, MAX_VALUE),
		};
		return [{ ...property, value: decoded(property) }];
	});
}

/**
 * Joins lines that continue on the next one: with a leading space (all versions; version 2.1 keeps the space), and with
 * a trailing equals sign if the value is quoted-printable.
 */
function linesOf(vcard: string): string[] {
	const isOld = /^VERSION:2\.1\s*$/im.test(vcard);
	const lines: string[][] = [];
	let isEncoded = false;
	for (const line of vcard.split(/\r\n|\r|\n/)) {
		const last = lines.at(-1);
		const end = last?.at(-1) ?? '';
		if (last !== undefined && isEncoded && end.endsWith('='))
			last.splice(-1, 1, end.slice(0, -1), line.replace(/^[ \t]/, ''));
		else if (last !== undefined && /^[ \t]/.test(line)) last.push(isOld ? line : line.slice(1));
		else {
			lines.push([line]);
			isEncoded = /^[^:]*QUOTED-PRINTABLE/i.test(line);
		}
	}
	return lines.map((pieces) => pieces.join(''));
}

const parametersOf = (text: string): Property['parameters'] =>
	(text.match(/;(?:"[^"]*"|[^;"])*/g) ?? []).map((parameter) => {
		const [, name = '', value] = /^;\s*([^=]*?)\s*(?:=(.*))?$/s.exec(parameter) ?? [];
		return [name.toUpperCase(), (value ?? name).replace(/"/g, '').trim()];
	});

const valuesOf = ({ parameters }: Pick<Property, 'parameters'>, name: string): string[] =>
	parameters.filter(([given]) => given === name).map(([, value]) => value);

/** The value as text. Version 2.1 writes the encoding without the name of its parameter. */
function decoded(property: Property): string {
	const { parameters, value } = property;
	const has = (...encodings: readonly string[]): boolean =>
		parameters.some(
			([name, given]) =>
				(name === 'ENCODING' || name === given.toUpperCase()) &&
				encodings.includes(given.toUpperCase()),
		);
	const charset = valuesOf(property, 'CHARSET')[0] ?? null;
	if (has('QUOTED-PRINTABLE')) return inCharset(bytesOf(value), charset);
	return has('BASE64', 'B') ? inCharset(Buffer.from(value, 'base64'), charset) : value;
}

/** Quoted-printable (RFC 2045 section 6.7); unencoded text is taken as UTF-8. */
const bytesOf = (text: string): Buffer =>
	Buffer.concat(
		text
			.split(/((?:=[0-9a-f]{2})+)/i)
			.map((part, index) =>
				index % 2 === 1 ? Buffer.from(part.replace(/=/g, ''), 'hex') : Buffer.from(part),
			),
	);

/** Without a charset it is UTF-8, or what phones wrote before that: Latin-1. */
function inCharset(bytes: Buffer, charset: string | null): string {
	try {
		return new TextDecoder(charset ?? 'utf-8', { fatal: true }).decode(bytes);
	} catch {
		return new TextDecoder('windows-1252').decode(bytes);
	}
}

const inOneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** A backslash escapes a character with a special meaning; before an n it is a line break. */
const unescaped = (text: string): string =>
	inOneLine(text.replace(/\\([^])/g, (_, sign: string) => (/n/i.test(sign) ? ' ' : sign)));

/** Stands for an escaped character while a value is split; no card contains it. */
const MARK = '\0';

/** The parts of a value, split at separators that are not escaped. */
function partsOf(text: string, separator: ';' | ','): string[] {
	const escaped: string[] = [];
	const marked = text.replace(/\0/g, '').replace(/\\[^]/g, (pair) => {
		escaped.push(pair);
		return MARK;
	});
	return marked.split(separator).map((part) => part.replace(/\0/g, () => escaped.shift() ?? ''));
}

/** The display name; else made from the parts of the name; a company has only its own. */
function nameOf(properties: readonly Property[]): string | null {
	const all = (name: string): string[] =>
		properties.filter((property) => property.name === name).map(({ value }) => value);
	const [family = '', given = '', more = '', before = '', behind = ''] = partsOf(
		all('N')[0] ?? '',
		';',
	).map((part) => partsOf(part, ',').map(unescaped).join(' '));
	const candidates = [
		...all('FN').map(unescaped),
		inOneLine([before, given, more, family, behind].join(' ')),
		...all('NICKNAME').map(unescaped),
		...all('ORG').map((org) => unescaped(partsOf(org, ';')[0] ?? '')),
	];
	return candidates.find((name) => name !== '') ?? null;
}

/** WhatsApp writes the number that it knows after `waid=`. */
const knownNumber = (property: Property): string | null =>
	valuesOf(property, 'WAID').find((id) => /^[1-9]\d{4,14}$/.test(id)) ?? null;

/** Everything before the first word or character that is not part of a number, such as "Durchwahl 5". */
const BEFORE_WORDS = /^[^\p{L};,#*]+/u;

const readNumber = (value: string): string | null =>
	phoneInCard(value) ?? phoneInCard(BEFORE_WORDS.exec(value)?.[0] ?? '');

/** 1 is the most preferred (version 4); older versions only have preferred or not. */
function preference(property: Property): number {
	const number = Number(valuesOf(property, 'PREF').find((value) => /^\d+$/.test(value)) ?? 100);
	const types = [...valuesOf(property, 'TYPE'), ...valuesOf(property, 'PREF')];
	return types.some((type) => /\bpref\b/i.test(type)) ? 1 : number;
}

/** A number of a card. Without `digits` it is ambiguous, even if it is written in digits only. */
interface CardNumber {
	readonly digits: string | null;
	readonly shown: string;
}

/** The preferred numbers first. */
function numbersOf(properties: readonly Property[]): CardNumber[] {
	return properties
		.filter(({ name }) => name === 'TEL')
		.map((property) => {
			const value = unescaped(property.value);
			const digits = knownNumber(property) ?? readNumber(value);
			return {
				digits,
				shown: digits ?? value,
				rank: [knownNumber(property) === null ? 1 : 0, preference(property)] as const,
			};
		})
		.filter(({ shown }) => shown !== '')
		.sort((a, b) => a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1]);
}
