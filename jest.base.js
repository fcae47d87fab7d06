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

/**
 * What every suite needs, those in a real n8n, too.
 *
 * @type {import('jest').Config}
 */
module.exports = {
	testEnvironment: 'node',
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.ts'],
	transform: { '^.+\\.[tj]s$': ['ts-jest', compile] },
	transformIgnorePatterns: [`/node_modules/(?!(${ES_MODULES.join('|')})/)`],
};
