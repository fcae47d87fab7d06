import { launch } from './lib/launch.mjs';
import { runMain } from './lib/steps.mjs';

await runMain(() => launch(['--import', 'tsx', 'scripts/bench.ts'], { n8n: true }));
