import type { Session } from '../world';
import type { EvolutionCall } from './context';

export type EvolutionMethod = 'GET' | 'POST' | 'DELETE';

/** Answers what is to be sent; nothing for an empty body. */
export type EvolutionHandler = (call: EvolutionCall) => unknown;
export type InstanceHandler = (call: EvolutionCall, session: Session) => unknown;

/** Registers routes. Who may ask, what is valid and the status of a success the contract says. */
export interface EvolutionRouter {
	(method: EvolutionMethod, path: string, handler: EvolutionHandler): void;
	/** A route of an instance, which is the one that the query names if it names one (2.3.7, observed). */
	instance(method: EvolutionMethod, path: string, handler: InstanceHandler): void;
}
