const base = require('../jest.base');

/** The suites that need a real n8n. One n8n serves them all, so they run one after another. */
module.exports = {
	...base,
	rootDir: '..',
	roots: ['<rootDir>/e2e/suites'],
	testEnvironment: '<rootDir>/e2e/environment.js',
	globalSetup: '<rootDir>/e2e/setup.ts',
	globalTeardown: '<rootDir>/e2e/teardown.ts',
	reporters: ['default', '<rootDir>/e2e/reporter.js'],
	testTimeout: 900_000,
	maxWorkers: 1,
	workerIdleMemoryLimit: '600MB',
};
