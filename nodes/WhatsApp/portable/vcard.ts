import { phoneInCard } from './phone';

/** A contact as a message carries it. */
export type ContactCard = { name: string | null; phone: string | null };

const unescaped = (text: string): string =>
	text
		.replace(/\\n/gi, ' ')
		.replace(/\\([\\,;:])/g, '$1')
		.trim();

/** Name and number out of a vCard. WhatsApp writes the number it knows behind `waid=`. */
export function readVcard(vcard: string): ContactCard {
	// A long line goes on in the next one, after a blank (RFC 6350).
	const lines = vcard.replace(/\r?\n[ \t]/g, '').split(/\r?\n/);
	const valueOf = (name: RegExp): string | undefined =>
		lines
			.find((line) => name.test(line))
			?.replace(/^[^:]*:/, '')
			.trim();
	const name = unescaped(valueOf(/^(item\d+\.)?FN[;:]/i) ?? '');
	const phone =
		/^(?:item\d+\.)?TEL[^:\n]*waid=(\d+)/im.exec(lines.join('\n'))?.[1] ??
		phoneInCard(valueOf(/^(item\d+\.)?TEL[;:]/i) ?? '');
	return { name: name === '' ? null : name, phone };
}
