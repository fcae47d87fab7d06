import type { ChatId } from '../portable/ids';
import type { GatewayRequest, Plan } from '../transport/request';

/** Where a message goes. */
export interface Recipient {
	readonly session: string;
	readonly chatId: ChatId;
}

/** What a chat is shown before a message comes. */
export type Activity = 'typing' | 'recording';

/** How a gateway behaves as a person does who writes a message. None of it is needed for the message to arrive. */
export interface Manners {
	/** Marks what the chat has written as read. */
	markAsRead(to: Recipient): GatewayRequest | Plan<unknown>;
	/** Typing as requests of its own, or as options that the sends of this gateway have for it. */
	readonly typing: TypingRequests | { readonly options: Readonly<Record<string, unknown>> };
}

export interface TypingRequests {
	start(to: Recipient, activity: Activity): GatewayRequest;
	stop(to: Recipient): GatewayRequest;
}
