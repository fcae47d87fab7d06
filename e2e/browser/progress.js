/** Reports each test as soon as it has ended, because a suite takes minutes. */
module.exports = class ProgressReporter {
	onTestCaseResult(_suite, { ancestorTitles, duration, status, title }) {
		const name = [...ancestorTitles, title].join(' ');
		console.log(`  ${status}: ${name} (${((duration ?? 0) / 1000).toFixed(1)} s)`);
	}
};
