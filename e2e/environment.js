const { TestEnvironment } = require('jest-environment-node');

// Listeners that a suite registers on its own `process` are never called, because Jest gives it a copy. So whatever
// must end with the suite's process is kept here, where the real process is.
const enders = new Set();
const endAll = () => {
	for (const end of enders) end();
	enders.clear();
};
process.on('exit', endAll);

// Nobody would tell a worker to stop once its run is gone.
if (process.connected)
	for (const event of ['disconnect', 'SIGINT', 'SIGTERM'])
		process.on(event, () => {
			endAll();
			process.exit(1);
		});

/** Node's environment, plus a way for a suite to say what must end together with its process, however that ends. */
module.exports = class EndingEnvironment extends TestEnvironment {
	async setup() {
		await super.setup();
		this.global.onProcessEnd = (end) => {
			enders.add(end);
			return () => enders.delete(end);
		};
	}
};
