import type { AddressInfo } from 'node:net';
import { createBenchServer } from './server';

/** The HTTP Request node opens all its connections at once, and none shall have to try again. */
const BACKLOG = 4_096;

/** Runs in a process of its own, so that its work does not stand in the way of who measures. Ends with its parent. */
const server = createBenchServer();
server.listen({ port: 0, host: '127.0.0.1', backlog: BACKLOG }, () => {
	const { port } = server.address() as AddressInfo;
	process.send?.({ url: `http://127.0.0.1:${port}` });
});
process.once('disconnect', () => process.exit());
