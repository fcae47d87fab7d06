import { bareFileName, nameInParameters, withEnding } from './fileName';
import { typeOfBytes } from './fileSignature';
import { fileNameFor, isContainer, isMoreThan, mimeTypeFor, givenMimeType } from './mimeType';

/** The MIME type of bytes whose type is unknown. */
export const UNKNOWN_TYPE = 'application/octet-stream';

/** What is known about a file, from wherever it came. */
export interface Found {
	/** As given: missing, empty, meaningless, or followed by a name. */
	readonly mimeType?: unknown;
	/** With or without folders before it. */
	readonly fileName?: string | null;
	/** A file extension known apart from the name, without the dot. */
	readonly ending?: string | null;
}

/** What the user says about it, which takes precedence over everything found. */
export interface Given {
	readonly fileName: string | null;
	readonly mimeType: string | null;
}

const NOTHING_GIVEN: Given = { fileName: null, mimeType: null };

/** The name that came with a file, or follows its type: `application/pdf; name=invoice.pdf`. */
function nameOf({ fileName, mimeType }: Found): string | null {
	const name = typeof fileName === 'string' ? bareFileName(fileName) : null;
	return name ?? (typeof mimeType === 'string' ? nameInParameters(mimeType) : null);
}

const typeByName = (name: string | null): string | null =>
	name === null ? null : mimeTypeFor(name);

/**
 * The types that MIME type, name and extension give, the most reliable first. A container gives way to a type that says
 * what is in it.
 */
function typesTold(found: Found, given: Given): string[] {
	const told = givenMimeType(found.mimeType);
	const byName = [
		typeByName(given.fileName),
		typeByName(nameOf(found)),
		givenMimeType(found.ending),
	];
	const more =
		told === null ? [] : byName.filter((type) => type !== null && isMoreThan(told, type));
	return [given.mimeType, ...more, told, ...byName].filter((type) => type !== null);
}

/** Whether the file must be read to know its type. */
export function mustBeLookedAt(found: Found, given: Given = NOTHING_GIVEN): boolean {
	const [type] = typesTold(found, given);
	return type === undefined || (given.mimeType === null && isContainer(type));
}

/**
 * Name and type of a file. A type that says nothing is determined from the name, else from the first bytes. A found
 * name without an extension gets the one of its type, and a file without a name a new one.
 * @param head the first bytes; requested only if nothing else tells the type
 */
export function identified(
	found: Found,
	head: () => Buffer | null,
	given: Given = NOTHING_GIVEN,
): { fileName: string; mimeType: string } {
	const [told] = typesTold(found, given);
	const seen = mustBeLookedAt(found, given) ? typeOfHead(head()) : null;
	const isSeen = seen !== null && (told === undefined || isMoreThan(told, seen));
	const mimeType = (isSeen ? seen : told) ?? UNKNOWN_TYPE;
	const name = nameOf(found);
	return {
		mimeType,
		fileName:
			given.fileName ?? (name === null ? fileNameFor(mimeType) : withEnding(name, mimeType)),
	};
}

const typeOfHead = (head: Buffer | null): string | null =>
	head === null ? null : typeOfBytes(head);
