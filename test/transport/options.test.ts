import { readRequestOptions } from '../../nodes/WhatsApp/transport/options';

const STANDARD = {
	timeoutMs: 60_000,
	ignoreSslIssues: false,
	proxy: null,
	batching: null,
	concurrency: null,
	waitForSessionMs: 0,
};

test.each([
	[undefined, STANDARD],
	[{}, STANDARD],
	[{ timeout: 5000 }, { ...STANDARD, timeoutMs: 5000 }],
	[{ allowUnauthorizedCerts: true }, { ...STANDARD, ignoreSslIssues: true }],
	[{ proxy: ' ' }, STANDARD],
	[{ concurrency: 50 }, { ...STANDARD, concurrency: 50 }],
	[{ waitForSession: 20_000 }, { ...STANDARD, waitForSessionMs: 20_000 }],
	[{ batching: { batch: {} } }, STANDARD],
	[
		{ batching: { batch: { batchSize: 5 } } },
		{ ...STANDARD, batching: { size: 5, intervalMs: 1000 } },
	],
	[
		{ batching: { batch: { batchSize: 0, batchInterval: 200 } } },
		{ ...STANDARD, batching: { size: 1, intervalMs: 200 } },
	],
	[{ batching: { batch: { batchSize: -1, batchInterval: 200 } } }, STANDARD],
	[{ batching: { batch: { batchSize: 5, batchInterval: 0 } } }, STANDARD],
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
])('reads the request options %j', (given, read) => {
	expect(readRequestOptions(given)).toEqual(read);
});

test.each([
	{ timeout: 0 },
	{ timeout: 'soon' },
	{ timeout: 1.5 },
	{ proxy: 'proxy:3128' },
	{ proxy: 'socks://x' },
	{ concurrency: 0 },
	{ concurrency: 1000 },
	{ concurrency: 'many' },
	{ waitForSession: -1 },
	{ batching: { batch: { batchSize: 'x' } } },
])('refuses %j', (given) => {
	expect(() => readRequestOptions(given)).toThrow('under Request Options');
});
