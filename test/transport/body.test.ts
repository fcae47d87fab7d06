import type { FileContent } from '../../nodes/WhatsApp/portable/media';
import { writeBody, type LoadFile } from '../../nodes/WhatsApp/transport/body';

const BYTES = Buffer.from([0, 255, 13, 10, 45, 45]);
const load: LoadFile = async (reference) => {
	expect(reference).toBe('data');
	return await Promise.resolve(BYTES);
};
const binary: FileContent = {
	kind: 'binary',
	field: 'data',
	fileName: 'a "b"\r\n.bin',
	mimeType: 'image/png',
	sizeBytes: null,
};
const request = { method: 'POST', path: '/x' } as const;

test('writes no body, an empty body, and JSON', async () => {
	expect(await writeBody(request, load)).toEqual({ contentType: null });
	expect(await writeBody({ ...request, body: {} }, load)).toEqual({
		contentType: 'application/json',
		body: '{}',
	});
	expect(await writeBody({ ...request, body: { a: [1], b: 'ü' } }, load)).toEqual({
		contentType: 'application/json',
		body: '{"a":[1],"b":"ü"}',
	});
});

test('writes a file as base64 into the JSON, beside the other fields', async () => {
	const { body } = await writeBody(
		{
			...request,
			body: { chatId: 'c', file: { mimetype: 'image/png' } },
			upload: {
				as: 'base64',
				file: binary,
				into: ['file', 'data'],
				prefix: 'data:image/png;base64,',
			},
		},
		load,
	);
	expect(JSON.parse(String(body))).toEqual({
		chatId: 'c',
		file: { mimetype: 'image/png', data: `data:image/png;base64,${BYTES.toString('base64')}` },
	});
});

test('writes the exact bytes into a multipart form, which no file name can break', async () => {
	const { contentType, body } = await writeBody(
		{
			...request,
			body: { to: '49', flags: { a: true } },
			upload: { as: 'multipart', file: binary, field: 'media' },
		},
		load,
	);
	const form = await new Response(Buffer.isBuffer(body) ? body : '', {
		headers: { 'content-type': contentType ?? '' },
	}).formData();
	expect([form.get('to'), form.get('flags')]).toEqual(['49', '{"a":true}']);
	const file = form.get('media');
	if (!(file instanceof Blob)) throw new Error('no file part');
	expect([file.type, Buffer.from(await file.arrayBuffer())]).toEqual(['image/png', BYTES]);
});

test.each([3, 5])(
	'refuses a file larger than the limit of the route before sending (limit: %p bytes)',
	async (maxBytes) => {
		const upload = { as: 'base64', file: binary, into: ['file'], maxBytes } as const;
		await expect(writeBody({ ...request, body: {}, upload }, load)).rejects.toThrow(
			'and the gateway takes',
		);
	},
);
