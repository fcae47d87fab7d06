import type * as Real from '../../nodes/WhatsApp/transport/pause';

const real: typeof Real = jest.requireActual('../../nodes/WhatsApp/transport/pause');

/** Answers of the gateway are waited for less than that. In milliseconds. */
const LONG_MS = 10_000;
const SHORT_MS = 50;

/** For `jest.mock`: long waits are short, where nothing depends on their length. */
export const pause: typeof Real.pause = async (ms, signal) =>
	await real.pause(ms < LONG_MS ? ms : SHORT_MS, signal);
