const { TestEnvironment } = require('jest-environment-node');

// What a suite registers at its own `process` is never called: Jest gives it a copy. So what has to go with the process
// of the suite is kept here, where the real one is.
const enders = new Set();
const endAll = () => {
	for (const end of enders) end();
	enders.clear();
};
process.on('exit', endAll);

// A worker whose run is gone has nobody who would tell it to stop.
if (process.connected)
	for (const event of ['disconnect', 'SIGINT', 'SIGTERM'])
		process.on(event, () => {
			endAll();
			process.exit(1);
		});

/** Node's environment, in which a suite can say what to end when its process ends, however that comes about. */
module.exports = class EndingEnvironment extends TestEnvironment {
	async setup() {
		await super.setup();
		this.global.onProcessEnd = (end) => {
			enders.add(end);
			return () => enders.delete(end);
		};
	}
};
