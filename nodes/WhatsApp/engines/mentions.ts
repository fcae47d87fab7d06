import { at, textAt, type Json } from '../portable/json';

/**
 * Whether a message calls everybody in its group by the word "all", which WhatsApp marks beside the list of the mentioned
 * (`nonJidMentions` in Baileys and WhatsApp Web, `nonJIDMentions` in whatsmeow): the account is among them.
 * @param context what stands around the words of a message, in WhatsApp's own form
 */
export const mentionsEverybody = (context: Json | undefined): boolean =>
	['nonJidMentions', 'nonJIDMentions'].some(
		(name) => at(context, name) === true || Number(textAt(context, name) ?? 0) > 0,
	);
