/** The bytes of a data URI and the type it declares; undefined for any other text. */
export function fromDataUri(text: string): { data: Buffer; mimeType: string | null } | undefined {
	if (!text.startsWith('data:')) return undefined;
	const comma = text.indexOf(',');
	if (comma < 0) return undefined;
	const head = text.slice('data:'.length, comma);
	const content = text.slice(comma + 1);
	const isBase64 = /;base64$/i.test(head);
	return {
		data: isBase64 ? Buffer.from(content, 'base64') : Buffer.from(decodeURIComponent(content)),
		mimeType: head.replace(/;base64$/i, '') || null,
	};
}
