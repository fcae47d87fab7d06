type Closer = () => Promise<void>;

const closers: Closer[] = [];
let shuttingDown: Promise<void> | undefined;

/** Remembers how to put away something that was started or made, for whichever end the run comes to. */
export function onShutdown(closer: Closer): void {
	closers.push(closer);
}

/** Puts everything away, newest first. Asking again waits for the same end. */
export async function shutDown(): Promise<void> {
	shuttingDown ??= closeAll();
	await shuttingDown;
}

async function closeAll(): Promise<void> {
	for (const close of closers.splice(0).reverse()) {
		await close().catch((error: unknown) => console.error(error));
	}
	shuttingDown = undefined;
}

/** Ctrl-C and a polite kill close the house too. A terminal and npm both pass the signal on, so it may come twice. */
export function shutDownOnSignal(exitCode: number): void {
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.on(signal, () => {
			void shutDown().finally(() => process.exit(exitCode));
		});
	}
}
