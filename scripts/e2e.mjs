import { launch } from './lib/launch.mjs';
import { runMain } from './lib/steps.mjs';

const jest = ['node_modules/jest/bin/jest.js', '--config', 'e2e/jest.config.js', '--runInBand'];
await runMain(() => launch(jest, { n8n: true }));
