const path = require('node:path');

const shipped = path.join(__dirname, '../../nodes/WhatsApp/gateways');

/** The two files that a new gateway changes outside its own folder, and their replacements here. */
const REPLACED = new Map([
	[path.join(shipped, 'catalogue.ts'), path.join(__dirname, 'catalogue.ts')],
	[path.join(shipped, 'index.ts'), path.join(__dirname, 'gateways.ts')],
]);

/** Builds the package with a third gateway. The files in this folder see the shipped catalogue, which they extend. */
module.exports = (request, options) => {
	const found = options.defaultResolver(request, options);
	return options.basedir === __dirname ? found : (REPLACED.get(found) ?? found);
};
