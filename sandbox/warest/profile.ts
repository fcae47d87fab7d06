import { accountPhone, type WarestCall, type WarestContext } from './context';
import { success, type WarestAnswer } from './envelopes';
import type { WarestRouter } from './server';

/** The own profile: owned and open sessions only. */
export function profileRoutes(route: WarestRouter, warest: WarestContext): void {
	route('GET', '/profile/info', (call) => info(call, warest));
}

function info(call: WarestCall, warest: WarestContext): WarestAnswer {
	const session = warest.loggedIn(call);
	const phone = accountPhone(session);
	return success({
		phone,
		verifiedName: null,
		pushName: session.account?.name ?? null,
		about: null,
		pictureId: null,
		businessProfile: null,
		entries: { User: phone, Agent: 0, Device: session.device, Server: 's.whatsapp.net' },
		profilePicture: { url: null, id: null, type: null, imgFull: null, imgPreview: null },
	});
}
