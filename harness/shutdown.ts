type Closer = () => Promise<unknown>;

const closers: Closer[] = [];
let closing: Promise<void> | undefined;
let signalled = false;

/** Remembers how to put away something that was started or made, for whichever end the run comes to. */
export function onShutdown(closer: Closer): void {
	closers.push(closer);
}

/** Puts everything away, newest first. Asking again while that goes on waits for the same end. */
export async function shutDown(): Promise<void> {
	closing ??= closeAll();
	await closing;
}

async function closeAll(): Promise<void> {
	for (const close of closers.splice(0).reverse()) {
		await close().catch((error: unknown) => console.error(error));
	}
	closing = undefined;
}

/** Ctrl-C and a polite kill close the house too. A terminal and npm both pass the signal on, so it may come twice. */
export function shutDownOnSignal(exitCode: number): void {
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.on(signal, () => {
			signalled = true;
			void shutDown().finally(() => process.exit(exitCode));
		});
	}
}

/** Runs a program to its end and puts everything away. An error is told in its own words: a stack would hide them. */
export async function runProgram(
	main: () => Promise<void>,
	{ exitCodeOnSignal }: { exitCodeOnSignal: number },
): Promise<void> {
	shutDownOnSignal(exitCodeOnSignal);
	try {
		await main();
	} catch (error) {
		// What is cut off by a signal complains about it, which is no news to anybody.
		if (!signalled) {
			console.error(`\n${error instanceof Error ? error.message : String(error)}`);
			process.exitCode = 1;
		}
	} finally {
		await shutDown();
	}
}
