import type { WarestContext } from '../context';
import type { WarestRouter } from '../router';
import { inviteRoutes } from './invites';
import { memberRoutes } from './members';
import { readingRoutes } from './reading';
import { settingRoutes } from './settings';

/** Groups: owned and open sessions only. */
export function groupRoutes(route: WarestRouter, warest: WarestContext): void {
	for (const add of [readingRoutes, settingRoutes, memberRoutes, inviteRoutes]) add(route, warest);
}
