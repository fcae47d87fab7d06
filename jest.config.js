const base = require('./jest.base');

/** The package is built there with a gateway more than the shipped ones. */
const THIRD_GATEWAY = '/test/thirdGateway/';

/** Every library but Jest's own, each of whose files counts on being loaded anew. */
const LIBRARIES = '/node_modules/(?!(@?jest|expect|@sinonjs|ts-jest|pirates)[-/]).+\\.[cm]?js$';

const shared = {
	...base,
	testEnvironment: '<rootDir>/test/environment.js',
	transform: { [LIBRARIES]: '<rootDir>/test/libraries.js', ...base.transform },
	transformIgnorePatterns: [],
};

/** @type {import('jest').Config} */
module.exports = {
	projects: [
		{
			...shared,
			displayName: 'package',
			testPathIgnorePatterns: ['/node_modules/', THIRD_GATEWAY],
		},
		{
			...shared,
			displayName: 'third gateway',
			testMatch: [`**${THIRD_GATEWAY}*.test.ts`],
			resolver: '<rootDir>/test/thirdGateway/resolver.js',
		},
	],
	// Only what hangs takes so long, and nothing fails because a machine has much to do. In milliseconds.
	testTimeout: 300_000,
	maxWorkers: '100%',
	// A worker that grew beyond it is replaced after the file it is at.
	workerIdleMemoryLimit: '600MB',
};
