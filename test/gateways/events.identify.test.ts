import { gateways } from '../../nodes/WhatsApp/gateways';
import type { Identity } from '../../nodes/WhatsApp/gateways/webhooks';
import {
	drive,
	type GatewayAnswer,
	type GatewayRequest,
} from '../../nodes/WhatsApp/transport/request';
import { answer } from '../support/dryRun';
import { dialects, LID_DIGITS } from './events.run';
import { ANNA_RAW, LID } from './message.raw';

const PHONE = '491701112222';
type Name = keyof typeof dialects;

/**
 * Looks somebody up, with this one answer; if the gateway calls it a failure, it ends the look-up, as in the transport.
 */
async function lookedUp(
	name: Name,
	known: Identity,
	given?: GatewayAnswer,
): Promise<{ identity: Identity; requests: GatewayRequest[] }> {
	const requests: GatewayRequest[] = [];
	const identity = await drive(dialects[name].identify('shop', known), async (request) => {
		requests.push(request);
		if (given === undefined) throw new Error('nothing should be asked');
		const problem = request.tolerate?.(given) === true ? null : gateways[name].problem(given);
		if (problem !== null) throw problem;
		return await Promise.resolve(given);
	});
	for (const { effect } of requests) expect(effect).toBe('read');
	return { identity, requests };
}

const resolved = (data: { jid: string | null; lid: string | null }): GatewayAnswer =>
	answer({
		status: true,
		code: 1000,
		message: 'OK',
		results: [{ data: { isValid: true, ...data } }],
	});

const hidden = { phone: null, lid: LID };
const numbered = { phone: PHONE, lid: null };
const both = { phone: PHONE, lid: LID };

test.each<[string, Name, Identity, GatewayAnswer, object, Identity]>([
	[
		'a phone number',
		'waha',
		hidden,
		answer({ lid: LID, pn: `${PHONE}@c.us` }),
		{ method: 'GET', path: `/api/shop/lids/${LID_DIGITS}%40lid` },
		both,
	],
	[
		'a hidden id',
		'waha',
		numbered,
		answer({ lid: LID, pn: `${PHONE}@c.us` }),
		{ method: 'GET', path: `/api/shop/lids/pn/${PHONE}%40c.us` },
		both,
	],
	[
		'a phone number',
		'warest',
		hidden,
		resolved({ jid: ANNA_RAW, lid: LID }),
		{
			method: 'POST',
			path: '/api/v1/misc/whatsapp/resolve/jid-or-lid',
			body: { sessionId: 'shop', input: LID },
		},
		both,
	],
	[
		'a hidden id',
		'warest',
		numbered,
		resolved({ jid: ANNA_RAW, lid: LID }),
		{ body: { sessionId: 'shop', input: ANNA_RAW } },
		both,
	],
])('looks up %s at %s', async (_, name, known, given, request, identity) => {
	const done = await lookedUp(name, known, given);
	expect(done.requests).toMatchObject([request]);
	expect(done.identity).toEqual(identity);
});

test.each<Name>(['waha', 'warest'])(
	'%s: sends no request if both IDs are known or none is usable',
	async (name) => {
		for (const known of [both, { phone: null, lid: null }, { phone: 'x', lid: null }])
			expect(await lookedUp(name, known)).toEqual({ identity: known, requests: [] });
	},
);

test.each<[string, Name, GatewayAnswer]>([
	['nobody known', 'waha', answer({ lid: LID, pn: null })],
	['the digits of the hidden id', 'waha', answer({ lid: LID, pn: `${LID_DIGITS}@c.us` })],
	[
		'a server before 2025',
		'waha',
		answer({ statusCode: 404, message: 'Cannot GET /api/shop/lids' }, 404),
	],
	['an engine that lacks it', 'waha', answer({ statusCode: 501, message: 'not implemented' }, 501)],
	[
		'an older engine that lacks it',
		'waha',
		answer({ statusCode: 422, message: 'not implemented' }, 422),
	],
	['a failure', 'waha', answer({ exception: { message: 'enable store' } }, 500)],
	['no JSON', 'waha', { ...answer(null), bytes: Buffer.alloc(0) }],
	['nobody known', 'warest', resolved({ jid: null, lid: LID })],
	['the made-up number', 'warest', resolved({ jid: `${LID_DIGITS}@s.whatsapp.net`, lid: LID })],
	['an id of another kind', 'warest', resolved({ jid: '120363000000000001@g.us', lid: LID })],
	['an unknown session', 'warest', answer({ status: false, code: 1101, results: [] }, 404)],
	['a session that is not open', 'warest', answer({ status: false, code: 1106, results: [] }, 409)],
	['a limit', 'warest', answer({ error: 'Too many requests' }, 429)],
])('%s at %s leaves the phone number unknown', async (_, name, given) => {
	expect((await lookedUp(name, hidden, given)).identity).toEqual(hidden);
});

test("a made-up number with WARest's own country code leaves the phone number unknown", async () => {
	const lid = '0812345678901@lid';
	const given = resolved({ jid: '62812345678901@s.whatsapp.net', lid });
	const done = await lookedUp('warest', { phone: null, lid }, given);
	expect(done.identity).toEqual({ phone: null, lid });
});

test('a made-up number has no LID', async () => {
	const made = { phone: LID_DIGITS, lid: null };
	const given = resolved({ jid: `${LID_DIGITS}@s.whatsapp.net`, lid: LID });
	expect((await lookedUp('warest', made, given)).identity).toEqual(made);
});

test.each<Name>(['waha', 'warest'])('a refused API key is an error: %s', async (name) => {
	const given = answer({ message: 'Unauthorized', error: 'Invalid X-WAREST-API-KEY' }, 401);
	await expect(lookedUp(name, hidden, given)).rejects.toThrow('refused the API key');
});
