import { runJest } from './lib/jest.mjs';
import { runMain } from './lib/steps.mjs';

await runMain(() => runJest({ LONG_RUNS: 'whole' }));
