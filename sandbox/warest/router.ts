import type { WarestCall } from './context';
import type { WarestAnswer } from './envelopes';

export type WarestHandler = (call: WarestCall) => WarestAnswer | Promise<WarestAnswer>;

export interface RouteRules {
	/** A public route asks for no key and costs nothing. */
	isPublic?: boolean;
	adminOnly?: boolean;
	/** The recipient pause of JSON sends and message actions. */
	hasCooldown?: boolean;
	/** `send`: JSON of any size; `media`: forms, JSON or the file itself. */
	takes?: 'json' | 'send' | 'media';
}

/** Registers routes below /api/v1. */
export type WarestRouter = (
	method: 'GET' | 'POST' | 'DELETE',
	path: string,
	handler: WarestHandler,
	rules?: RouteRules,
) => void;
