const path = require('node:path');
const { nodeResolve } = require('@rollup/plugin-node-resolve');
const { rollup } = require('rollup');

const NODE_FOLDER = 'nodes/WhatsApp/';

/** The list of the dialects stays apart, because the shared code is needed before they are listed. */
const BESIDE_THE_NODE = /^gateways\/index\.js$/;

/** n8n-workflow comes with n8n, and is the only thing besides Node.js that the package may require. */
const EXTERNAL = ['n8n-workflow', 'crypto', 'node:crypto'];

/**
 * Joins the compiled files into one per room of the node: loading some 200 files takes longer than running them, and
 * every process of n8n does it at its start. The entries share these files, so the nodes and the credential share the
 * memory of a process. Nothing is minified or renamed: a stack trace names the room and the function, and a comment in
 * the room's file the source.
 *
 * @param {{ from: string, to: string, entries: readonly string[] }} options `from` has the compiler's output, as ES
 * modules; entries are relative to both folders
 */
async function bundle({ from, to, entries }) {
	const root = path.resolve(from);
	const nameOf = (id) => path.relative(root, id).split(path.sep).join('/');
	const imports = importsOf((id) => roomOf(nameOf(id), entries));
	const modules = await rollup({
		input: entries.map((entry) => path.join(root, entry)),
		external: EXTERNAL,
		treeshake: { moduleSideEffects: 'no-external' },
		plugins: [nodeResolve(), imports.note, sourceNames(nameOf), tabs],
		onwarn: ({ message }) => {
			throw new Error(message);
		},
	});
	await modules.write({
		dir: to,
		format: 'cjs',
		exports: 'named',
		interop: 'default',
		generatedCode: 'es2015',
		externalLiveBindings: false,
		hoistTransitiveImports: false,
		manualChunks: (id) => {
			const room = roomOf(nameOf(id), entries);
			return room === null ? undefined : imports.loadedWith(room);
		},
		entryFileNames: ({ facadeModuleId }) => nameOf(facadeModuleId),
		chunkFileNames: `${NODE_FOLDER}[name].js`,
	});
	await modules.close();
}

/** The folder of a file; '' for the node's own, null for an entry, which keeps its file. */
function roomOf(file, entries) {
	if (entries.includes(file) || !file.startsWith(NODE_FOLDER)) return null;
	const inNode = file.slice(NODE_FOLDER.length);
	const [room, ...inside] = BESIDE_THE_NODE.test(inNode) ? [''] : inNode.split('/');
	if (inside.length === 0) return '';
	return room === 'gateways' && inside.length > 1 ? inside[0] : room;
}

/**
 * Which rooms import which. Two that need each other must be one file, because with two files one of them would be
 * loaded while the other is still empty.
 */
function importsOf(room) {
	const imported = new Map();
	const note = {
		name: 'note-imports',
		moduleParsed({ id, importedIds }) {
			const own = room(id);
			const rooms = imported.get(own) ?? new Set();
			for (const other of importedIds) if (room(other) !== null) rooms.add(room(other));
			imported.set(own, rooms);
		},
	};
	const reachable = (from, seen = new Set()) => {
		for (const other of imported.get(from) ?? []) {
			if (seen.has(other)) continue;
			seen.add(other);
			reachable(other, seen);
		}
		return seen;
	};
	const loadedWith = (name) => {
		const together = [...reachable(name)].filter((other) => reachable(other).has(name));
		return [name, ...together].filter((other) => other !== '').sort()[0] ?? 'node';
	};
	return { note, loadedWith };
}

/** Names the source of each part, for reading stack traces. */
function sourceNames(nameOf) {
	return {
		name: 'source-names',
		renderChunk(code, { modules }) {
			let named = '';
			let done = 0;
			for (const [id, { code: part }] of Object.entries(modules)) {
				if (!part) continue;
				const at = code.indexOf(part, done);
				if (at < 0) throw new Error(`${nameOf(id)} is not where it was expected`);
				named += `${code.slice(done, at)}// ${nameOf(id).replace(/\.js$/, '.ts')}\n${part}`;
				done = at + part.length;
			}
			return { code: named + code.slice(done), map: null };
		},
	};
}

/** The compiler indents with four spaces, which make up a tenth of the package. Templates are left unchanged. */
const tabs = {
	name: 'tabs',
	renderChunk(code) {
		const templates = templatesIn(this.parse(code)).filter(({ start, end }) =>
			code.slice(start, end).includes('\n'),
		);
		const isText = (at) => templates.some(({ start, end }) => start < at && at <= end);
		const indented = code.replace(/^(?: {4})+/gm, (spaces, at) =>
			isText(at) ? spaces : '\t'.repeat(spaces.length / 4),
		);
		return { code: indented, map: null };
	},
};

function templatesIn(node) {
	if (typeof node !== 'object' || node === null) return [];
	const inside = Object.values(node).flatMap(templatesIn);
	return node.type === 'TemplateElement' ? [node, ...inside] : inside;
}

exports.bundle = bundle;
