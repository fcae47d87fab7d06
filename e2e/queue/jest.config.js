const base = require('../jest.config');

/** The suites that need n8n in queue mode. One installation serves them all, so they run one after another. */
module.exports = {
	...base,
	rootDir: '../..',
	roots: ['<rootDir>/e2e/queue/suites'],
	globalSetup: '<rootDir>/e2e/queue/setup.ts',
};
