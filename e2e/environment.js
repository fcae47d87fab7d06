const { TestEnvironment } = require('jest-environment-node');

// Listeners that a suite registers on its own `process` are never called, because Jest gives it a copy. So whatever
// must end with the suite's process is kept here, where the real process is.
const enders = new Set();
const endAll = () => {
	for (const end of enders) end();
	enders.clear();
};
process.on('exit', endAll);

const leave = () => {
	endAll();
	process.exit(1);
};

// Nobody would tell a worker to stop once its run is gone.
if (process.connected) for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, leave);

/** Node's environment, plus a way for a suite to say what must end together with its process, however that ends. */
module.exports = class EndingEnvironment extends TestEnvironment {
	async setup() {
		await super.setup();
		// Only while a suite runs, because this listener keeps a worker from ending by itself.
		if (process.connected) process.on('disconnect', leave);
		this.global.onProcessEnd = (end) => {
			enders.add(end);
			return () => enders.delete(end);
		};
	}

	async teardown() {
		process.off('disconnect', leave);
		await super.teardown();
	}
};
