const SingleContextEnvironment = require('jest-environment-node-single-context');

/**
 * Node's environment with one global object for all test files of a process, so that libraries are loaded once per
 * process instead of once per file: `libraries.js` hands them out. n8n's engine alone takes longer to load than most
 * files take to run. What a file changes in the globals or in the process's environment is undone after it.
 */
module.exports = class SharedLibrariesEnvironment extends SingleContextEnvironment {
	constructor(config, context) {
		super(config, context);
		this.globals = Object.getOwnPropertyDescriptors(globalThis);
		this.variables = { ...process.env };
		this.global.requireLibrary = require;
	}

	async teardown() {
		await super.teardown();
		restoreGlobals(this.globals);
		for (const name of Object.keys(process.env))
			if (!(name in this.variables)) delete process.env[name];
		Object.assign(process.env, this.variables);
	}
};

function restoreGlobals(before) {
	for (const name of Reflect.ownKeys(globalThis)) {
		const now = Object.getOwnPropertyDescriptor(globalThis, name);
		if (now.configurable && !Object.hasOwn(before, name)) delete globalThis[name];
	}
	for (const name of Reflect.ownKeys(before)) {
		const { [name]: was } = before;
		const now = Object.getOwnPropertyDescriptor(globalThis, name);
		if (was.configurable && !isSame(was, now)) Object.defineProperty(globalThis, name, was);
	}
}

const isSame = (one, other) =>
	other !== undefined &&
	one.value === other.value &&
	one.get === other.get &&
	one.set === other.set;
