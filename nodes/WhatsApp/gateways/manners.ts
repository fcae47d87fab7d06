import type { ChatId } from '../portable/ids';
import type { GatewayRequest, Plan } from '../transport/request';

/** Where a message goes. */
export interface Recipient {
	readonly session: string;
	readonly chatId: ChatId;
}

/** What a chat shows before a message arrives. */
export type Activity = 'typing' | 'recording';

/** How a gateway does what a person does before sending a message. The message arrives without any of it. */
export interface Manners {
	/** Marks the chat's messages as read. */
	markAsRead(to: Recipient): GatewayRequest | Plan<unknown>;
	/** Typing, either as separate requests or as options of this gateway's sends. */
	readonly typing: TypingRequests | { readonly options: Readonly<Record<string, unknown>> };
}

export interface TypingRequests {
	start(to: Recipient, activity: Activity): GatewayRequest;
	stop(to: Recipient): GatewayRequest;
}
