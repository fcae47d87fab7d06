import { e2eProgram, readArguments } from './lib/e2e.mjs';
import { launch } from './lib/launch.mjs';
import { runQueueMode } from './lib/queue.mjs';
import { runMain } from './lib/steps.mjs';

await runMain(() => {
	const { release, queue, short, ...suites } = readArguments(process.argv.slice(2));
	if (queue) return runQueueMode({ release, short, more: suites.more });
	return launch(e2eProgram(suites), { n8n: release });
});
