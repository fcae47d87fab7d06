import type { WarestContext } from '../context';
import type { WarestHandler, WarestRouter } from '../router';
import { base64, generateIds, hash, hmac, toQr, validateId } from './coding';
import { decryptFile, decryptVote } from './decrypt';
import { image, thumbnail } from './images';
import { resolveId, validateJid, validatePhone } from './people';

/** Tools. All of them read only JSON, and most of them read files on the server (v0.3.44, observed). */
export function miscRoutes(route: WarestRouter, warest: WarestContext): void {
	const tool = (path: string, handler: WarestHandler): void =>
		route('POST', `/misc/${path}`, handler);
	tool('convert-string-toqr/:target', async (call) => await toQr(call, warest));
	tool('base64', async (call) => await base64(call, warest));
	tool('crypto/hash', async (call) => await hash(call, warest));
	tool('crypto/hmac', async (call) => await hmac(call, warest));
	tool('media/thumbnail', async (call) => await thumbnail(call, warest));
	tool('media/image', async (call) => await image(call, warest));
	tool('uuid/generate', (call) => generateIds(call, warest));
	tool('uuid/validate', (call) => validateId(call));
	tool('whatsapp/file-decrypt', async (call) => await decryptFile(call, warest));
	tool('whatsapp/poll-update-vote', (call) => decryptVote(call, warest));
	tool('whatsapp/validate/phone', (call) => validatePhone(call, warest));
	tool('whatsapp/validate/jid', (call) => validateJid(call, warest));
	tool('whatsapp/resolve/jid-or-lid', (call) => resolveId(call, warest));
}
