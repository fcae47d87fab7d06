import { launch } from './lib/launch.mjs';
import { runMain } from './lib/steps.mjs';

const program = ['--import', 'tsx', 'scripts/pack-check.ts', ...process.argv.slice(2)];
await runMain(() => launch(program, { n8n: null }));
