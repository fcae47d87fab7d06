import type { Json } from '../../nodes/WhatsApp/portable/json';
import { answer, bodyOf, dryRun, type DryRun, type Parameters } from '../support/dryRun';

const run = async (operation: string, parameters: Parameters, body: Json): Promise<DryRun> =>
	await dryRun('waha', ['utility', operation], parameters, [answer(body, 201)]);

const OGG = 'audio/ogg; codecs=opus';
const converted = { mimetype: 'x/y', data: Buffer.from('played').toString('base64') };

test.each([
	['convertToVoice', 'voice', OGG, 'voice.ogg'],
	['convertToVideo', 'video', 'video/mp4', 'video.mp4'],
])('%s returns a file that WhatsApp can play', async (operation, route, mimeType, fileName) => {
	for (const [parameters, sent] of [
		[{}, { data: 'ZmlsZQ==' }],
		[{ source: 'url', mediaUrl: 'https://example.com/a' }, { url: 'https://example.com/a' }],
		[{ source: 'base64', mediaBase64: 'data:audio/mpeg;base64,ZmlsZQ==' }, { data: 'ZmlsZQ==' }],
	] as const) {
		const done = await run(operation, parameters, converted);
		const [request] = done.requests;
		expect(request).toMatchObject({
			method: 'POST',
			path: `/api/default/media/convert/${route}`,
			effect: 'repeatable',
		});
		expect(await bodyOf(request ?? { method: 'GET', path: '' })).toEqual(sent);
		expect(done.outputs).toMatchObject([
			{ json: { fileName, mimeType, sizeBytes: 6 }, file: { fileName, mimeType } },
		]);
	}
});

test.each([null, {}, { mimetype: OGG, data: '' }])(
	'convertToVoice fails if the response has no file: %j',
	async (body) => {
		await expect(run('convertToVoice', {}, body)).rejects.toThrow('WAHA gave no file');
	},
);
