const { rm } = require('node:fs/promises');
const { dest, parallel, src } = require('gulp');
const { n8n } = require('./package.json');
const { bundle } = require('./scripts/lib/bundle');

/** Where the compiler writes to (tsconfig.build.json). */
const COMPILED = '.work/compiled';

/** Removes what an earlier build left, so that a deleted file cannot be shipped. */
async function clean() {
	for (const folder of ['dist', COMPILED]) await rm(folder, { recursive: true, force: true });
}

/** The code, in as few files as the rooms that it has. */
async function code() {
	const entries = [...n8n.credentials, ...n8n.nodes].map((file) => file.replace(/^dist\//, ''));
	await bundle({ from: COMPILED, to: 'dist', entries });
}

/** Copies files to the same place under dist, as bytes: an image is not text to be re-encoded. */
function copy(...patterns) {
	return src(patterns, { base: '.', encoding: false, allowEmpty: true }).pipe(dest('dist'));
}

/** Icons stay beside the compiled file that names them. */
function icons() {
	return copy('nodes/**/*.svg', 'credentials/**/*.svg');
}

/** n8n looks for `X.node.json` beside `X.node.js`. */
function codex() {
	return copy('nodes/**/*.node.json');
}

/** What comes out of the nodes, for the editor: n8n looks for it in this folder beside them. */
function schemas() {
	return copy('nodes/**/__schema__/**/*.json');
}

exports.clean = clean;
exports.code = code;
exports.icons = icons;
exports.codex = codex;
exports.schemas = schemas;
exports.default = parallel(code, icons, codex, schemas);
