import type { Session } from '../world';
import type { EvolutionCall } from './context';

export type EvolutionMethod = 'GET' | 'POST' | 'DELETE';

/** Returns the body to send; nothing for an empty body. */
export type EvolutionHandler = (call: EvolutionCall) => unknown;
export type InstanceHandler = (call: EvolutionCall, session: Session) => unknown;

/** Registers routes. The contract says who may call them, what is valid, and the status of a success. */
export interface EvolutionRouter {
	(method: EvolutionMethod, path: string, handler: EvolutionHandler): void;
	/** A route of an instance. If the query names one, it is that one (2.3.7, observed). */
	instance(method: EvolutionMethod, path: string, handler: InstanceHandler): void;
}
