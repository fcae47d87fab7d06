const base = require('./jest.base');

/** The package is built there with a gateway more than the shipped ones. */
const THIRD_GATEWAY = '/test/thirdGateway/';

/** @type {import('jest').Config} */
module.exports = {
	projects: [
		{
			...base,
			displayName: 'package',
			testPathIgnorePatterns: ['/node_modules/', THIRD_GATEWAY],
		},
		{
			...base,
			displayName: 'third gateway',
			testMatch: [`**${THIRD_GATEWAY}*.test.ts`],
			resolver: '<rootDir>/test/thirdGateway/resolver.js',
		},
	],
	// Only what hangs takes so long, and nothing fails because a machine has much to do. In milliseconds.
	testTimeout: 300_000,
	maxWorkers: '100%',
	// A worker that grew beyond it is replaced after the file it is at, so that two cores do with 2 GB.
	workerIdleMemoryLimit: '600MB',
};
