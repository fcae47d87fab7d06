import { announce } from '../../../harness/progress';

/** A test that says what it is doing while it does it. */
export function told(name: string, body: () => Promise<void>): void {
	test(name, async () => await announce(name, body()));
}
