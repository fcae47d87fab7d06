import { announce } from '../../../harness/progress';

/** A test that reports what it is doing. */
export function told(name: string, body: () => Promise<void>): void {
	test(name, async () => await announce(name, body()));
}
