import QRCode from 'qrcode';

/** Bytes with their content type, for routes that return an image. */
export class Binary {
	constructor(
		readonly mimeType: string,
		readonly data: Buffer,
		/** Offered for download under this name. */
		readonly fileName?: string,
	) {}
}

/** A QR code as PNG bytes; `width` in pixels. */
export async function qrPng(text: string, width: number): Promise<Buffer> {
	// Squares gain nothing from PNG's filters for photographs, and trying all of them takes most of the time.
	const rendererOpts = { deflateLevel: 9, filterType: 0 };
	return await QRCode.toBuffer(text, { type: 'png', width, rendererOpts });
}
