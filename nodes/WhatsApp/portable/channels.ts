import { formatChatId, parseChatId, type ChatId } from './ids';
import { quote, Refusal } from './refusal';
import { withoutInvisible } from './writing';

/** A channel, by its id or by the code in its invite link. */
export type ChannelRef = ChatId | { readonly inviteCode: string };

/** Longer than any link to a channel; longer text is refused before it is searched. */
const MAX_LENGTH = 256;

const LINK = /^(?:https?:\/\/)?(?:www\.)?whatsapp\.com\/channel\/([\w-]{10,64})\/?(?:[?#].*)?$/i;

/** A code has letters, unlike an id without its suffix. */
const CODE = /^(?=.*[a-z])[\w-]{10,64}$/i;

const HINT =
	'Use an ID that ends in @newsletter, the invite link of the channel, or the code at its end.';

/**
 * Parses a channel's id, its invite link or the code at the end of that link.
 * @throws Refusal when it is none of these
 */
export function parseChannel(input: string): ChannelRef {
	const text = withoutInvisible(input).trim();
	if (text.length > MAX_LENGTH) throw new Refusal(`${quote(text)} is no channel`, HINT);
	const inviteCode = LINK.exec(text)?.[1] ?? CODE.exec(text)?.[0];
	if (inviteCode !== undefined) return { inviteCode };
	const chat = parseChatId(text, 'channel');
	if (chat.kind !== 'channel') throw new Refusal(`${quote(text)} is no channel`, HINT);
	return chat;
}

/** The name of a channel in a request: its id or its invite code. */
export const formatChannel = (channel: ChannelRef): string =>
	'inviteCode' in channel ? channel.inviteCode : formatChatId(channel);
