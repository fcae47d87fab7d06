/** Packages that ship ES modules only; jest runs CommonJS, so they are compiled on the way in. */
const ES_MODULES = ['p-retry', 'is-network-error', 'p-queue', 'p-timeout', 'eventemitter3', 'uuid'];

/** Types are checked once by `npm run lint`; here each file is only stripped of them. */
const compile = {
	diagnostics: false,
	tsconfig: {
		target: 'ES2022',
		module: 'commonjs',
		moduleResolution: 'node10',
		esModuleInterop: true,
		allowJs: true,
		isolatedModules: true,
		skipLibCheck: true,
	},
};

const common = {
	testEnvironment: 'node',
	roots: ['<rootDir>/test'],
	transform: { '^.+\\.[tj]s$': ['ts-jest', compile] },
	transformIgnorePatterns: [`/node_modules/(?!(${ES_MODULES.join('|')})/)`],
};

/** The package is built there with a gateway more than the shipped ones. */
const THIRD_GATEWAY = '/test/thirdGateway/';

/** @type {import('jest').Config} */
module.exports = {
	projects: [
		{
			...common,
			displayName: 'package',
			testMatch: ['**/*.test.ts'],
			testPathIgnorePatterns: ['/node_modules/', THIRD_GATEWAY],
		},
		{
			...common,
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
