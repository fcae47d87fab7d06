import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createBenchServers } from './server';

/** The HTTP Request node opens all its connections at once, and none of them should have to retry. */
const BACKLOG = 4_096;

/** Starts to listen, and returns the port. */
async function listen(server: Server): Promise<number> {
	server.listen({ port: 0, host: '127.0.0.1', backlog: BACKLOG });
	await once(server, 'listening');
	return (server.address() as AddressInfo).port;
}

/** Runs in a separate process, so that its work does not disturb the measuring process. Ends with its parent. */
async function main(): Promise<void> {
	const { plain, tls } = createBenchServers();
	process.send?.({
		url: `http://127.0.0.1:${await listen(plain)}`,
		tlsUrl: `https://127.0.0.1:${await listen(tls)}`,
	});
}

process.once('disconnect', () => process.exit());
void main();
