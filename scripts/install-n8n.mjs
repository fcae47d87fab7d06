import { ensureInstalled } from './lib/install.mjs';
import { ensureN8n, N8N_LINES, releaseNamed } from './lib/n8n.mjs';
import { runMain } from './lib/steps.mjs';

/** Installs the named versions of n8n, or all of them, without starting any. */
await runMain(async () => {
	await ensureInstalled();
	const named = process.argv.slice(2);
	for (const name of named.length === 0 ? [...N8N_LINES].reverse() : named) {
		const { command } = await ensureN8n(releaseNamed(name));
		console.log(`n8n ${name} is at ${command}`);
	}
});
