type Closer = () => Promise<unknown>;

const closers: Closer[] = [];
let closing: Promise<void> | undefined;
let signalled = false;

/** Remembers how to clean up something that was started or created, however the run ends. */
export function onShutdown(closer: Closer): void {
	closers.push(closer);
}

/** Cleans up everything, newest first. A second call waits for the same end. */
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

/** Cleans up on Ctrl-C and SIGTERM, too. A terminal and npm both pass the signal on, so it may come twice. */
export function shutDownOnSignal(exitCode: number): void {
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.on(signal, () => {
			signalled = true;
			void shutDown().finally(() => process.exit(exitCode));
		});
	}
}

/**
 * Runs a program to its end and cleans up everything. Only an error's message is shown, because a stack would hide it.
 */
export async function runProgram(
	main: () => Promise<void>,
	{ exitCodeOnSignal }: { exitCodeOnSignal: number },
): Promise<void> {
	shutDownOnSignal(exitCodeOnSignal);
	try {
		await main();
	} catch (error) {
		// Errors of what a signal cut off are no news.
		if (!signalled) {
			console.error(`\n${error instanceof Error ? error.message : String(error)}`);
			process.exitCode = 1;
		}
	} finally {
		await shutDown();
	}
}
