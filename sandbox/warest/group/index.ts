import type { WarestContext } from '../context';
import type { WarestRouter } from '../router';
import { inviteRoutes } from './invites';
import { memberRoutes } from './members';
import { readingRoutes } from './reading';
import { settingRoutes } from './settings';

/** Groups; only for owned and open sessions. */
export function groupRoutes(route: WarestRouter, warest: WarestContext): void {
	for (const add of [readingRoutes, settingRoutes, memberRoutes, inviteRoutes]) add(route, warest);
}
