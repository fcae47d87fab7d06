import { quote, Refusal } from './refusal';
import { withoutInvisible } from './writing';

/** Longer than any text with a link that people paste; longer text is refused before it is searched. */
const MAX_LENGTH = 2000;

const HINT =
	'Paste the invite link of the group, such as https://chat.whatsapp.com/Ab12Cd34Ef56Gh78Ij90Kl, or the code at its end.';

/** Where the code is in the links of phone, browser and desktop. */
const LINK =
	/(?:chat\.whatsapp\.com\/(?:invite\/)?|whatsapp:\/\/chat\/?\?code=|web\.whatsapp\.com\/accept\?code=)([\w-]+)/i;

/** A code has letters, unlike a phone number. */
const CODE = /^(?=.*[a-z])[\w-]{10,64}$/i;

/** The code in an invite link, or the text itself if it is a code; null if it is neither. */
export function inviteCodeIn(text: string): string | null {
	const code = LINK.exec(text)?.[1] ?? text.trim();
	return CODE.test(code) ? code : null;
}

/**
 * Parses an invitation to a group in every form that people paste: the link with or without `https://` and with
 * whatever follows it, a text that contains it, or the bare code.
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
