import { launch } from './lib/launch.mjs';
import { NEWEST_LINE, pinned } from './lib/n8n.mjs';
import { runMain } from './lib/steps.mjs';

const program = ['--import', 'tsx', 'scripts/start.ts', ...process.argv.slice(2)];
await runMain(() => launch(program, { n8n: pinned(NEWEST_LINE) }));
