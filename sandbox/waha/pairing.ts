import { Binary, qrPng } from '../http/answers';
import { firstString } from '../http/json';
import type { WahaCall, WahaContext } from './context';
import { statusName } from './context';
import { readingUndefined, unprocessable } from './errors';
import type { WahaRouter } from './router';

const QR_WIDTH = 276;

/** QR code, pairing code and screenshot. */
export function pairingRoutes(route: WahaRouter, waha: WahaContext): void {
	route('GET', '/api/:session/auth/qr', async (call) => await qr(call, waha));
	route('POST', '/api/:session/auth/request-code', async (call) => await requestCode(call, waha));
	route('GET', '/api/screenshot', async (call) => await screenshot(call, waha));
}

async function qr(call: WahaCall, waha: WahaContext): Promise<object> {
	const session = await waha.inStatus(call.params.session ?? '', 'waitingForQr');
	const value = session.qrText ?? '';
	if (call.query.format === 'raw') return { value };
	return picture(call, await qrPng(value, QR_WIDTH));
}

/**
 * Only this exact Accept header returns JSON; axios' own default returns the bytes (server code, run without WhatsApp).
 */
function picture(call: WahaCall, png: Buffer): object {
	if (call.headers.accept !== 'application/json') return new Binary('image/png', png);
	return { mimetype: 'image/png', data: png.toString('base64') };
}

async function requestCode(call: WahaCall, waha: WahaContext): Promise<object> {
	await waha.inStatus(call.params.session ?? '', 'waitingForQr');
	if (typeof call.body.phoneNumber !== 'string') throw readingUndefined('replace');
	const letters = waha.world.clock.hex(8);
	return { code: `${letters.slice(0, 4)}-${letters.slice(4)}` };
}

/**
 * NOWEB has no screen: it shows its QR code, and refuses in any other status. An engine with a browser shows WhatsApp;
 * here that image is a code, too, but one that nobody can scan.
 */
async function screenshot(call: WahaCall, waha: WahaContext): Promise<object> {
	const session = waha.started(firstString(call.query.session) ?? '');
	if (session.qrText !== null) return picture(call, await qrPng(session.qrText, QR_WIDTH));
	if (session.status === 'working' && waha.settings.engine !== 'NOWEB')
		return picture(call, await qrPng(`WhatsApp of ${session.name}`, QR_WIDTH));
	if (session.status === 'working')
		throw unprocessable('Can not get screenshot for non chrome based engine.');
	if (session.status === 'starting')
		throw unprocessable('The session is starting, please try again after few seconds');
	throw unprocessable(`Unknown status - ${statusName(session)}`);
}
