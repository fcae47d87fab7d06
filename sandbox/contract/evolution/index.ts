import type { EvolutionRoute } from '../route';
import { chatRoutes } from './chat';
import { groupRoutes } from './group';
import { instanceRoutes } from './instance';
import { messageRoutes } from './message';

/** What Evolution API v2 reads: that of 2.3.7 and, marked with `since`, what other releases added. */
export const evolutionRoutes: readonly EvolutionRoute[] = [
	...instanceRoutes,
	...messageRoutes,
	...chatRoutes,
	...groupRoutes,
];
