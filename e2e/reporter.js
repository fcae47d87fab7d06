/** Shows n8n's output if a suite failed, and only then. */
module.exports = class N8nLogReporter {
	onRunComplete(_contexts, results) {
		const failed = results.numFailedTests + results.numFailedTestSuites;
		if (failed > 0 && globalThis.n8nLog) console.error(`\nn8n said last:\n${globalThis.n8nLog()}`);
	}
};
