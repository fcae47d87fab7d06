import path from 'node:path';
import { ensureInstalled, projectRoot } from './lib/install.mjs';
import { handOver, runMain } from './lib/steps.mjs';

await runMain(async () => {
	await ensureInstalled();
	const jest = path.join(projectRoot, 'node_modules/jest/bin/jest.js');
	return await handOver([process.execPath, jest, ...process.argv.slice(2)], { cwd: projectRoot });
});
