/** How the base64 of pictures and other files that WhatsApp makes thumbnails of begins: JPEG, PNG, GIF, WebP, PDF. */
const SIGNATURE = /^(\/9j\/|iVBORw0KGg|R0lGOD|UklGR|JVBERi0)/;

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** Shortest base64 that is taken for a picture by its first bytes. */
const SIGNED_LENGTH = 16;

/** From this length on, words without a blank that use all the signs of base64 are no caption that anybody types. */
const LONG_LENGTH = 64;

/** Whether a text is the base64 of a picture. WhatsApp Web has thumbnails where other messages have their words. */
export const isPicture = (text: string): boolean =>
	/^data:[^,]*;base64,/.test(text) ||
	(text.length >= SIGNED_LENGTH && SIGNATURE.test(text) && BASE64.test(text));

/** Whether a text is base64 of anything, as far as that shows. Never asked of what is known to be typed by a person. */
export const isEncoded = (text: string): boolean =>
	isPicture(text) ||
	(text.length >= LONG_LENGTH &&
		BASE64.test(text) &&
		[/[A-Z]/, /[a-z]/, /\d/].every((kind) => kind.test(text)));
