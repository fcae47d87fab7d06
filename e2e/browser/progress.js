/** Says what has been tried as soon as it has, because a suite is a matter of minutes. */
module.exports = class ProgressReporter {
	onTestCaseResult(_suite, { ancestorTitles, duration, status, title }) {
		const name = [...ancestorTitles, title].join(' ');
		console.log(`  ${status}: ${name} (${((duration ?? 0) / 1000).toFixed(1)} s)`);
	}
};
