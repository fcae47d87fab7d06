import { gateways } from '../../nodes/WhatsApp/gateways';
import { isSecret } from '../../nodes/WhatsApp/gateways/shared/signature';
import type { Webhooks } from '../../nodes/WhatsApp/gateways/webhooks';
import { useSandbox } from '../support/sandbox';
import { Bench, byWaha, unsigned, wahaMessage, type Posted } from './bench';

const place = useSandbox();
const SECRET = 'a secret of mine';
const DAY = 24 * 60 * 60_000;

/** A gateway that sends its secret along and signs nothing. */
const byHeader: Pick<Webhooks, 'proof' | 'verify' | 'refusedStatus'> = {
	proof: { by: 'secret', how: 'the secret in `apikey`' },
	verify({ headers: { apikey } }, secret) {
		if (apikey === undefined) return { state: 'missing' };
		return isSecret(apikey, secret) ? { state: 'valid', signedAt: null } : { state: 'wrong' };
	},
	refusedStatus: 403,
};

beforeEach(() => {
	jest.replaceProperty(gateways.waha, 'webhooks', { ...gateways.waha.webhooks, ...byHeader });
});
afterEach(() => jest.restoreAllMocks());

const bench = (options: Record<string, boolean> = {}): Bench =>
	new Bench({
		credential: place.credential('waha'),
		parameters: { registration: 'manual', options: { ...options, secret: SECRET } },
	});

const carrying = (apikey: string, posted = unsigned(wahaMessage({ at: Date.now() }))): Posted => ({
	...posted,
	headers: { ...posted.headers, apikey },
});

test('a delivery with the secret in the header starts the workflow', async () => {
	const { status, items } = await bench().deliver(carrying(SECRET));
	expect(status).toBe(200);
	expect(items?.[0]?.json).toMatchObject({ event: 'message', text: 'hello' });
});

test('an old event is accepted if its time is not signed', async () => {
	const old = unsigned(wahaMessage({ at: Date.now() - DAY }));
	expect((await bench().deliver(carrying(SECRET, old))).items).toHaveLength(1);
});

test.each([
	['no secret', unsigned(wahaMessage({})), 'The secret is missing'],
	['the secret of another', carrying('another secret'), 'The secret is wrong'],
	['the beginning of the secret', carrying(SECRET.slice(0, -1)), 'The secret is wrong'],
	['an empty one', carrying(''), 'The secret is wrong'],
	['a signature, which is not asked for', byWaha(wahaMessage({}), SECRET), 'The secret is missing'],
])(
	'%s starts nothing, and the gateway gets the status code for a refusal',
	async (_, posted, reason) => {
		const { status, items, body } = await bench().deliver(posted);
		expect({ status, items, body }).toEqual({
			status: 403,
			items: null,
			body: { received: false, reason },
		});
	},
);

test('Accept Unsigned accepts a delivery without a secret, but not one with a wrong secret', async () => {
	const accepting = bench({ acceptUnsigned: true });
	expect((await accepting.deliver(unsigned(wahaMessage({})))).items).toHaveLength(1);
	expect((await accepting.deliver(carrying('another secret'))).items).toBeNull();
});

test('an empty secret is never valid', () => {
	expect(isSecret('', '')).toBe(false);
});
