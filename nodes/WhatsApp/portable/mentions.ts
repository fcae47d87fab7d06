import { at, type Json } from './json';

/**
 * Whether a message calls everybody in its group by the word "all", which WhatsApp marks beside the list of the mentioned
 * (`nonJidMentions` in Baileys and WhatsApp Web, `nonJIDMentions` in whatsmeow): the account is among them.
 * @param context what stands around the words of a message, in WhatsApp's own form
 */
export const mentionsEverybody = (context: Json | undefined): boolean =>
	['nonJidMentions', 'nonJIDMentions'].some((name) => {
		const marked = at(context, name);
		return marked === true || Number(typeof marked === 'object' ? 0 : (marked ?? 0)) > 0;
	});
