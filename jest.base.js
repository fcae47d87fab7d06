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
};
