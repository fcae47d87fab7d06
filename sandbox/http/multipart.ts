import { readForm } from './form';

/** A file as a part of a form, or as the whole body. */
export interface Upload {
	/** The field's name; empty for a whole body. */
	field: string;
	fileName: string | null;
	mimeType: string | null;
	data: Buffer;
}

export interface Form {
	fields: Record<string, unknown>;
	uploads: Upload[];
}

/** A field that occurs twice becomes a list. */
function addField(fields: Record<string, unknown>, name: string, value: string): void {
	const before = fields[name];
	if (before === undefined) fields[name] = value;
	else fields[name] = Array.isArray(before) ? [...before, value] : [before, value];
}

/** A multipart body: parts with a file name are files, all others are fields (0.3.44, observed). */
export async function readMultipart(contentType: string, body: Buffer): Promise<Form> {
	const form: Form = { fields: {}, uploads: [] };
	const parts: Array<Omit<Upload, 'data'> & { readonly pieces: Buffer[] }> = [];
	await readForm(contentType, [body], (part) => {
		const pieces: Buffer[] = [];
		parts.push({ ...part, pieces });
		return (bytes) => void pieces.push(bytes);
	});
	for (const { pieces, ...part } of parts) {
		const data = Buffer.concat(pieces);
		if (part.fileName === null) addField(form.fields, part.field, data.toString('utf8'));
		else form.uploads.push({ ...part, data });
	}
	return form;
}
