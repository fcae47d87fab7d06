const suites = require('../jest.config');

/** The suites that click through n8n's editor in a real browser. */
module.exports = {
	...suites,
	rootDir: '../..',
	roots: ['<rootDir>/e2e/browser'],
	// Each step of a walk goes on from where the one before has led.
	bail: 1,
};
