import { asObject, parseJsonBody } from '../http/json';
import { type Form, readMultipart } from '../http/multipart';
import { bareType } from './mime';

/**
 * The raw parser of the media routes (0.3.44, observed): forms and JSON are fields; any other non-empty body is the
 * file itself, with its fields in the query.
 */
export async function readMediaBody(contentType: string | undefined, body: unknown): Promise<Form> {
	if (!Buffer.isBuffer(body) || body.length === 0) return { fields: {}, uploads: [] };
	const type = bareType(contentType ?? '');
	if (type === 'multipart/form-data') return await readMultipart(contentType ?? '', body);
	if (type === 'application/json')
		return { fields: asObject(parseJsonBody(contentType, body)), uploads: [] };
	if (type === 'application/x-www-form-urlencoded') {
		const fields = Object.fromEntries(new URLSearchParams(body.toString('utf8')));
		return { fields, uploads: [] };
	}
	const upload = { field: '', fileName: null, mimeType: contentType ?? null, data: body };
	return { fields: {}, uploads: [upload] };
}
