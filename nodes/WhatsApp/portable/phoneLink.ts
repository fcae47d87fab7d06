/** The content of a WhatsApp link: a number as written there, or what the link leads to instead. */
export type PhoneLink =
	{ readonly number: string } | { readonly instead: 'a group' | 'a channel' | 'a call' | null };

/** Longer than any link with a text to send; longer text is refused before it is searched. */
export const MAX_LINK_LENGTH = 8_000;

/** Host and rest of a link that people paste with or without its scheme. */
const WEB = /^(?:https?:\/\/)?(?:www\.)?((?:[a-z]+\.)?whatsapp\.com|wa\.me)(?=[/?#]|$)\/*([^]*)$/i;

/** The links that WhatsApp's apps open themselves; the schemes of the business app and of iOS have suffixes. */
const APP = /^whatsapp(?:-(?:business|consumer|smb))?:\/\/([^]*)$/i;

/**
 * Parses WhatsApp links that contain a number: `wa.me/…`, `api.whatsapp.com/send?phone=…`,
 * `web.whatsapp.com/send?phone=…`, `whatsapp://send?phone=…`, and those of a shop's catalog and products.
 * @returns null if it is not a WhatsApp link at all
 */
export function readPhoneLink(text: string): PhoneLink | null {
	const [, host = '', place] = WEB.exec(text) ?? ['', 'app', APP.exec(text)?.[1]];
	if (place === undefined) return null;
	const [address = ''] = place.split('#', 1);
	const [path = '', ...query] = address.split('?');
	const steps = path.split('/').filter((step) => step !== '');
	const asked = askedFor(query.join('?'));
	if (asked.length === 0) return fromPath(host.toLowerCase(), steps);
	const [number = ''] = asked;
	const isSend = /^(?:send)?$/i.test(steps.join('/')) && !/^(?:chat|call)\./i.test(host);
	// With two different numbers in one link it is unclear which is meant.
	return isSend && asked.every((other) => other === number) ? { number } : { instead: null };
}

/** Values of `phone` in a query, as written. A plus stands for a space, except before the number. */
const askedFor = (query: string): string[] =>
	query
		.split('&')
		.map((pair) => /^phone=([^]*)$/i.exec(pair)?.[1])
		.filter((value) => value !== undefined)
		.map((value) => decoded(value.replace(/(?!^)\+/g, ' ')));

function fromPath(host: string, steps: readonly string[]): PhoneLink {
	if (host === 'wa.me') return fromShortLink(steps);
	if (host === 'chat.whatsapp.com' || (host === 'app' && /^chat$/i.test(steps[0] ?? '')))
		return { instead: 'a group' };
	if (host === 'call.whatsapp.com') return { instead: 'a call' };
	return { instead: /^channel$/i.test(steps[0] ?? '') ? 'a channel' : null };
}

/**
 * Paths at wa.me that end in the number, with their number of segments: a catalog, and a product, whose own number
 * comes before it.
 */
const BEHIND: Readonly<Record<string, number>> = { c: 2, p: 3 };

function fromShortLink(steps: readonly string[]): PhoneLink {
	const [first = '', ...rest] = steps;
	const number = decoded(steps[steps.length - 1] ?? '');
	const isThere = rest.length === 0 || BEHIND[first.toLowerCase()] === steps.length;
	return isThere && /\p{Nd}/u.test(number) ? { number } : { instead: null };
}

/** Text that cannot be decoded stays as it is, and so is not a number. */
function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
