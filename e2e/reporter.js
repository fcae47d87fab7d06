/** Shows each test as soon as it has ended, because a suite takes minutes; and n8n's output if one failed. */
module.exports = class N8nReporter {
	onTestCaseResult(_suite, { duration, fullName, status }) {
		console.log(`  ${status}: ${fullName} (${((duration ?? 0) / 1000).toFixed(1)} s)`);
	}

	onRunComplete(_contexts, results) {
		const failed = results.numFailedTests + results.numFailedTestSuites;
		if (failed > 0 && globalThis.n8nLog) console.error(`\nn8n said last:\n${globalThis.n8nLog()}`);
	}
};
