import { asObject } from '../../http/json';
import type { WarestCall, WarestContext } from '../context';
import { success, type WarestAnswer } from '../envelopes';
import { clampedInt } from '../fields';
import { sniffed } from '../mime';
import { bodyText, bytesIn, dataResult, delivered, invalid } from './input';

function fromBase64Text(text: string): Buffer {
	return Buffer.from(text, 'base64');
}

/** There is no sharp or ffmpeg here: every thumbnail is the whole file, labelled as by the server. */
export async function thumbnail(call: WarestCall, warest: WarestContext): Promise<WarestAnswer> {
	const type = bodyText(call, ['type'], '');
	if (type !== 'image' && type !== 'video') throw invalid('type must be image or video');
	const { data } = await bytesIn(call, warest, call.names('file'), fromBase64Text);
	const width = clampedInt(call.body.width, 320, 16, 1024);
	const height = clampedInt(call.body.height, width, 16, 1024);
	const count = type === 'video' ? clampedInt(call.body.count, 3, 1, 6) : 1;
	const mode = bodyText(call, ['output'], 'base64');
	return dataResult(
		Array.from({ length: count }, () => {
			const { data: shown, meta } = delivered(data, 'image/jpeg', mode, warest);
			return { thumbnail: shown, meta: { ...meta, width, height } };
		}),
	);
}

interface Size {
	width: number;
	height: number;
}

/** The size according to a PNG's header. */
function sizeOf(data: Buffer): Size | undefined {
	if (sniffed(data) !== 'image/png' || data.length < 24) return undefined;
	return { width: data.readUInt32BE(16), height: data.readUInt32BE(20) };
}

const FORMATS: Record<string, string> = { png: 'png', jpg: 'jpeg', jpeg: 'jpeg', webp: 'webp' };

/** The requested format; one that the server cannot make silently becomes png (v0.3.44, observed). */
function formatOf(convert: unknown, data: Buffer): string {
	if (typeof convert === 'string') return FORMATS[convert] ?? 'png';
	return sniffed(data)?.split('/')[1] ?? 'png';
}

/** Numbers only: sizes as text silently skip the resizing (v0.3.44, observed). */
function wantedSize(resize: unknown): Size | undefined {
	const { width, height } = asObject(resize);
	if (typeof width !== 'number' && typeof height !== 'number') return undefined;
	return { width: Number(width ?? height), height: Number(height ?? width) };
}

/** The bytes stay the same, with the type and size that they would have: there is no image library here. */
export async function image(call: WarestCall, warest: WarestContext): Promise<WarestAnswer> {
	const { data } = await bytesIn(call, warest, call.names('file'), fromBase64Text);
	if (!sniffed(data)?.startsWith('image/')) throw invalid('file is not an image');
	const actions = asObject(call.body.actions);
	const format = formatOf(actions.convert, data);
	const resized = wantedSize(actions.resize);
	const size = resized ?? sizeOf(data);
	const mode = bodyText(call, ['output'], 'base64');
	return success({
		...delivered(data, `image/${format}`, mode, warest),
		details: {
			format,
			width: size?.width ?? null,
			height: size?.height ?? null,
			size: data.length,
		},
		actionsPerformed: {
			converted: actions.convert !== undefined,
			resized: resized !== undefined,
			compressed: actions.compress !== undefined,
		},
		createdAt: new Date(warest.world.clock.nowMs()).toISOString(),
	});
}
