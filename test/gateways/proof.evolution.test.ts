import { createHmac } from 'node:crypto';
import { gateways } from '../../nodes/WhatsApp/gateways';
import type { Delivery } from '../../nodes/WhatsApp/gateways/webhooks';
import { delivery } from './events.run';

const SECRET = 'a secret that is long';
const { proof, verify } = gateways.evolution.webhooks;

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token as the server makes it from `jwt_key`, or from something else. */
function token({
	alg = 'HS256',
	action = 'webhook',
	key = SECRET,
	hash = 'sha256',
}: { alg?: string; action?: string; key?: string; hash?: string } = {}): string {
	const claims = { iat: 1_700_000_000, exp: 1_700_000_600, app: 'evolution', action };
	const signed = `${encoded({ alg, typ: 'JWT' })}.${encoded(claims)}`;
	return `${signed}.${createHmac(hash, key).update(signed).digest('base64url')}`;
}

const bearer = (value: string): Delivery['headers'] => ({ authorization: `Bearer ${value}` });
const header = (value: string): Delivery['headers'] => ({ 'x-webhook-secret': value });

test('the proof of a delivery is a secret, not a signature of its content', () => {
	expect(proof.by).toBe('secret');
});

test.each<[string, Delivery['headers'], string]>([
	['our header', header(SECRET), 'valid'],
	['the token', bearer(token()), 'valid'],
	['both', { ...header(SECRET), ...bearer(token()) }, 'valid'],
	['neither', {}, 'missing'],
	['a login of somebody else', { authorization: 'Basic eDp5' }, 'missing'],
	['another secret', header('another secret'), 'wrong'],
	['the beginning of the secret', header(SECRET.slice(0, -1)), 'wrong'],
	['an empty header', header(''), 'wrong'],
	['a token of another key', bearer(token({ key: 'another' })), 'wrong'],
	['a token of an empty key', bearer(token({ key: '' })), 'wrong'],
	['a token that says that it is not signed', bearer(token({ alg: 'none' })), 'wrong'],
	['a token with another hash', bearer(token({ alg: 'HS512', hash: 'sha512' })), 'wrong'],
	['a token for something else', bearer(token({ action: 'login' })), 'wrong'],
	['a token without a signature', bearer(token().replace(/[^.]*$/, '')), 'wrong'],
	['a token with more behind it', bearer(`${token()}.x`), 'wrong'],
	['no token at all', bearer('nonsense'), 'wrong'],
	[
		'our header beside a wrong token',
		{ ...header(SECRET), ...bearer(token({ key: 'x' })) },
		'wrong',
	],
	['the token beside a wrong header', { ...header('x'), ...bearer(token()) }, 'wrong'],
])('verifies a delivery with %s', (_, headers, state) => {
	expect(verify(delivery({ event: 'call' }, headers), SECRET).state).toBe(state);
});

test('an empty secret verifies no delivery', () => {
	expect(verify(delivery({}, header('')), '').state).toBe('wrong');
	expect(verify(delivery({}, bearer(token({ key: '' }))), '').state).toBe('wrong');
});
