import type { WahaRoute } from '../route';
import { channelRoutes } from './channel';
import { chatRoutes } from './chat';
import { contactRoutes } from './contact';
import { groupRoutes } from './group';
import { callRoutes } from './call';
import { labelRoutes } from './label';
import { mediaRoutes } from './media';
import { lidRoutes } from './lid';
import { messageRoutes } from './message';
import { presenceRoutes } from './presence';
import { profileRoutes } from './profile';
import { serverRoutes } from './server';
import { sessionRoutes } from './session';
import { statusRoutes } from './status';

/** What WAHA reads: that of 2025.2.5 and, marked with `since`, what newer releases added. */
export const wahaRoutes: readonly WahaRoute[] = [
	...sessionRoutes,
	...messageRoutes,
	...chatRoutes,
	...contactRoutes,
	...lidRoutes,
	...groupRoutes,
	...callRoutes,
	...profileRoutes,
	...channelRoutes,
	...mediaRoutes,
	...statusRoutes,
	...labelRoutes,
	...presenceRoutes,
	...serverRoutes,
];
