import type { EvolutionContext } from '../context';
import type { EvolutionRouter } from '../router';
import { interactiveRoutes } from './interactive';
import { mediaRoutes } from './media';
import { reactionRoutes } from './reaction';
import { simpleRoutes } from './simple';
import { statusRoutes } from './status';

/** Everything that can be sent. */
export function sendRoutes(route: EvolutionRouter, evolution: EvolutionContext): void {
	simpleRoutes(route, evolution);
	mediaRoutes(route, evolution);
	interactiveRoutes(route, evolution);
	reactionRoutes(route, evolution);
	statusRoutes(route, evolution);
}
