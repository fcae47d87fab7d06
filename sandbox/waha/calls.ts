import type { WahaContext } from './context';
import { sessionRouter, textIn } from './guard';
import type { WahaRouter } from './router';

/** Rejecting a call that no longer rings is not an error, as in WhatsApp. */
export function callRoutes(route: WahaRouter, waha: WahaContext): void {
	const guarded = sessionRouter(route, waha);
	guarded('POST', '/api/:session/calls/reject', (call, { calls }) => {
		const ringing = calls.find(textIn(call, 'id'));
		if (ringing) calls.end(ringing, 'reject');
		return null;
	});
}
