import type { WarestCall } from './context';
import type { WarestAnswer } from './envelopes';

export type WarestHandler = (call: WarestCall) => WarestAnswer | Promise<WarestAnswer>;

/** `send`: JSON of any size; `media`: forms, JSON or the file itself. */
export type Takes = 'json' | 'send' | 'media';

/** Registers routes below /api/v1. The contract says who may call them, and what they cost. */
export type WarestRouter = (
	method: 'GET' | 'POST' | 'DELETE',
	path: string,
	handler: WarestHandler,
	takes?: Takes,
) => void;
