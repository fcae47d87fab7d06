const suites = require('../jest.config');

/** The suites that click through n8n's editor in a real browser. */
module.exports = {
	...suites,
	rootDir: '../..',
	roots: ['<rootDir>/e2e/browser'],
	globalSetup: '<rootDir>/e2e/browser/setup.ts',
};
