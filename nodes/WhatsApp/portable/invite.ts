import { quote, Refusal } from './refusal';
import { withoutInvisible } from './writing';

/** Longer than any text with a link that people paste; what is longer is refused before it is searched. */
const MAX_LENGTH = 2000;

const HINT =
	'Paste the invite link of the group, such as https://chat.whatsapp.com/Ab12Cd34Ef56Gh78Ij90Kl, or the code at its end.';

/** Where a code stands in the links of phone, browser and desktop. */
const LINK =
	/(?:chat\.whatsapp\.com\/(?:invite\/)?|whatsapp:\/\/chat\/?\?code=|web\.whatsapp\.com\/accept\?code=)([\w-]+)/i;

/** A code has letters, which tells it from a phone number. */
const CODE = /^(?=.*[a-z])[\w-]{10,64}$/i;

/** The code in an invite link, or the text itself when it is a code; null when it is neither. */
export function inviteCodeIn(text: string): string | null {
	const code = LINK.exec(text)?.[1] ?? text.trim();
	return CODE.test(code) ? code : null;
}

/**
 * Understands an invitation to a group in every form people paste: the link with or without `https://` and with
 * whatever follows it, a text that holds it, or the bare code.
 * @throws Refusal when there is no code in it
 */
export function parseInvite(input: string): string {
	const text = withoutInvisible(input).trim();
	if (text === '') throw new Refusal('The invite link is empty', HINT);
	const code = text.length > MAX_LENGTH ? null : inviteCodeIn(text);
	if (code === null) throw new Refusal(`${quote(input)} is no invite link of a group`, HINT);
	return code;
}

export const inviteLink = (code: string): string => `https://chat.whatsapp.com/${code}`;
