import { readRequestOptions } from '../../nodes/WhatsApp/transport/options';

const STANDARD = { timeoutMs: 60_000, ignoreSslIssues: false, proxy: null };

test.each([
	[undefined, STANDARD],
	[{}, STANDARD],
	[{ timeout: 5000 }, { ...STANDARD, timeoutMs: 5000 }],
	[{ allowUnauthorizedCerts: true }, { ...STANDARD, ignoreSslIssues: true }],
	[{ proxy: ' ' }, STANDARD],
	[
		{ proxy: 'http://proxy:3128' },
		{ ...STANDARD, proxy: { host: 'proxy', port: 3128, protocol: 'http' } },
	],
	[
		{ proxy: 'https://me:s%40fe@proxy' },
		{
			...STANDARD,
			proxy: {
				host: 'proxy',
				port: 443,
				protocol: 'https',
				auth: { username: 'me', password: 's@fe' },
			},
		},
	],
])('request options %j', (given, read) => {
	expect(readRequestOptions(given)).toEqual(read);
});

test.each([{ timeout: 0 }, { timeout: 'soon' }, { proxy: 'proxy:3128' }, { proxy: 'socks://x' }])(
	'%j is refused',
	(given) => {
		expect(() => readRequestOptions(given)).toThrow('under Request Options');
	},
);
