import { bareFileName, nameInParameters, withEnding } from './fileName';
import { typeOfBytes } from './fileSignature';
import { fileNameFor, isContainer, isMoreThan, mimeTypeFor, givenMimeType } from './mimeType';

/** The MIME type of bytes of which nothing tells what they are. */
export const UNKNOWN_TYPE = 'application/octet-stream';

/** What is known of a file that came from somewhere. */
export interface Found {
	/** As it was told: missing, empty, of no meaning, or with a name behind it. */
	readonly mimeType?: unknown;
	/** With or without folders before it. */
	readonly fileName?: string | null;
	/** An ending that is known beside the name, without its dot. */
	readonly ending?: string | null;
}

/** What a person says about it, which comes before everything that was found. */
export interface Given {
	readonly fileName: string | null;
	readonly mimeType: string | null;
}

const NOTHING_GIVEN: Given = { fileName: null, mimeType: null };

/** The name that came with a file, or stands behind its type: `application/pdf; name=invoice.pdf`. */
function nameOf({ fileName, mimeType }: Found): string | null {
	const name = typeof fileName === 'string' ? bareFileName(fileName) : null;
	return name ?? (typeof mimeType === 'string' ? nameInParameters(mimeType) : null);
}

const typeByName = (name: string | null): string | null =>
	name === null ? null : mimeTypeFor(name);

/** What type, name and ending tell, the surest first. A container gives way to what tells what is in it. */
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

/** True where a file must be looked at to know its type. */
export function mustBeLookedAt(found: Found, given: Given = NOTHING_GIVEN): boolean {
	const [type] = typesTold(found, given);
	return type === undefined || (given.mimeType === null && isContainer(type));
}

/**
 * Name and type of a file. A type that says nothing is found out from the name, else from how the file begins; a name that
 * was found gets the ending of its type where it has none, and a file without one a new name.
 * @param head how the file begins; asked for only where nothing else tells the type
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
