import type { WarestRoute } from '../route';
import { actionRoutes } from './action';
import { chatRoutes } from './chat';
import { groupRoutes } from './group';
import { miscRoutes } from './misc';
import { profileRoutes } from './profile';
import { sendRoutes } from './send';
import { serverRoutes } from './server';
import { sessionRoutes } from './session';

/** What WARest 0.3.44 reads, as observed; its documents of 1.3.42 differ in places. */
export const warestRoutes: readonly WarestRoute[] = [
	...sessionRoutes,
	...sendRoutes,
	...actionRoutes,
	...chatRoutes,
	...groupRoutes,
	...profileRoutes,
	...serverRoutes,
	...miscRoutes,
];
