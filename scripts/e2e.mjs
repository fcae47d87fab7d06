import { e2eProgram, readArguments } from './lib/e2e.mjs';
import { launch } from './lib/launch.mjs';
import { runMain } from './lib/steps.mjs';

await runMain(() => {
	const { release, ...suites } = readArguments(process.argv.slice(2));
	return launch(e2eProgram(suites), { n8n: release });
});
