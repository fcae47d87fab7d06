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

const HEADER_END = Buffer.from('\r\n\r\n');

/** The pieces between the boundaries, without the line break that belongs to the next boundary. */
function partsOf(body: Buffer, boundary: string): Buffer[] {
	const marker = Buffer.from(`--${boundary}`);
	const starts: number[] = [];
	for (let at = body.indexOf(marker); at >= 0; at = body.indexOf(marker, at + marker.length)) {
		// A boundary begins a line; the same signs inside a file are content.
		if (at === 0 || body.toString('latin1', at - 2, at) === '\r\n') starts.push(at);
	}
	return starts
		.slice(0, -1)
		.map((start, index) =>
			body.subarray(start + marker.length + 2, (starts[index + 1] ?? body.length) - 2),
		);
}

function parameter(header: string, name: string): string | undefined {
	return new RegExp(`[;\\s]${name}="([^"]*)"`, 'i').exec(header)?.[1];
}

/** A field that is given twice is a list. */
function addField(fields: Record<string, unknown>, name: string, value: string): void {
	const before = fields[name];
	if (before === undefined) fields[name] = value;
	else fields[name] = Array.isArray(before) ? [...before, value] : [before, value];
}

/** A multipart body: parts with a file name are files, all others are fields (0.3.44, observed). */
export function readMultipart(body: Buffer, boundary: string): Form {
	const form: Form = { fields: {}, uploads: [] };
	for (const part of partsOf(body, boundary)) {
		const end = part.indexOf(HEADER_END);
		if (end < 0) continue;
		const header = part.subarray(0, end).toString('utf8');
		const data = part.subarray(end + HEADER_END.length);
		const field = parameter(header, 'name') ?? '';
		const fileName = parameter(header, 'filename');
		if (fileName === undefined) {
			addField(form.fields, field, data.toString('utf8'));
			continue;
		}
		const mimeType = /^content-type:\s*(.+)$/im.exec(header)?.[1]?.trim() ?? null;
		form.uploads.push({ field, fileName, mimeType, data: Buffer.from(data) });
	}
	return form;
}
