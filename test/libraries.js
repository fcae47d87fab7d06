const { createHash } = require('node:crypto');

/** Stands in for each file of a library: its module is the one that Node.js loads, which all test files share. */
module.exports = {
	process: (_source, file) => ({
		code: `module.exports = requireLibrary(${JSON.stringify(file)});`,
	}),
	getCacheKey: (_source, file) =>
		createHash('sha256').update(`${__filename}\n${file}`).digest('hex'),
};
