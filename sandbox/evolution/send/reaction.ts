import { asObject, asString } from '../../http/json';
import { type Message, newMessage, type Session } from '../../world';
import type { EvolutionCall, EvolutionContext } from '../context';
import { badRequest } from '../errors';
import type { EvolutionRouter } from '../router';
import { sendOut } from './envelope';

/** Several emoji are refused, and so is anything else; "" removes a reaction. */
export function reactionRoutes(route: EvolutionRouter, evolution: EvolutionContext): void {
	route.instance('POST', '/message/sendReaction/{instance}', (call, session) => {
		const emoji = asString(call.body.reaction) ?? '';
		if (emoji !== '' && !isOneEmoji(emoji)) throw badRequest('"reaction" must be an emoji');
		evolution.requireOpen(session);
		const key = asObject(call.body.key);
		const chatId = evolution.lookups.recipient(asString(key.remoteJid) ?? '', session);
		const id = asString(key.id) ?? '';
		const target = session.chats.messageAnywhere(id);
		return sendOut(session, evolution, () =>
			target ? session.chats.react(target, session.myId, emoji) : lost(call, chatId, session),
		);
	});
}

function isOneEmoji(text: string): boolean {
	const parts = [...new Intl.Segmenter().segment(text)];
	return (
		parts.length === 1 &&
		/\p{Extended_Pictographic}|\p{Emoji_Presentation}|\p{Regional_Indicator}|\u20e3/u.test(text)
	);
}

/** The server does not check whether the message exists: the reaction is sent, and shown nowhere. */
function lost({ body }: EvolutionCall, chatId: string, session: Session): Message {
	const content = {
		reactionMessage: { key: asObject(body.key), text: asString(body.reaction) ?? '' },
	};
	const input = { chatId, text: '', content: { type: 'proto', message: content } } as const;
	return newMessage(session.clock, session.whoIs(''), input, true);
}
