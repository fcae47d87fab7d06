import { startSandbox, type Sandbox } from '../../sandbox';
import { accountOf } from '../../sandbox/world/numbering';
import { json, send } from './client';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());

const cases = [
	['Brazil, an area whose accounts have the ninth digit', '551187654321', '5511987654321'],
	['the same, written with it', '5511987654321', '5511987654321'],
	['Brazil, an area whose accounts do not', '5531987654321', '553187654321'],
	['the same, written without', '553187654321', '553187654321'],
	['a fixed line in Brazil', '551132345678', '551132345678'],
	['Mexico', '525512345678', '5215512345678'],
	['Mexico, as it was written before', '5215512345678', '5215512345678'],
	['Argentina', '541112345678', '5491112345678'],
	['Argentina, as it is called from abroad', '5491112345678', '5491112345678'],
	['elsewhere', '491701112222', '491701112222'],
] as const;

test.each(cases)('finds the account of a number: %s', (_, written, account) => {
	expect(accountOf(`${written}@s.whatsapp.net`)).toBe(`${account}@s.whatsapp.net`);
});

test.each(cases)(
	'WAHA and WARest return the account of a number: %s',
	async (_, written, account) => {
		const waha = await send(sandbox.waha.url, {
			path: `/api/contacts/check-exists?session=default&phone=${written}`,
			headers: { 'x-api-key': sandbox.waha.apiKey },
		});
		expect(json(waha)).toEqual({ numberExists: true, chatId: `${account}@c.us` });
		const warest = await send(sandbox.warest.url, {
			path: `/api/v1/profile/on-whatsapp?sessionId=default&checkNumbers=${written}`,
			headers: { 'x-warest-api-key': sandbox.warest.apiKey },
		});
		expect(json(warest)).toMatchObject({
			results: [{ data: { isOnWhatsApp: true, jid: `${account}@s.whatsapp.net` } }],
		});
	},
);
