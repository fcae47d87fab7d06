import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** A port that nobody listens on: the wished one when it is free, else any. */
export async function freePort(wished = 0): Promise<number> {
	const server = createServer();
	server.listen(wished, '127.0.0.1');
	try {
		await once(server, 'listening');
	} catch (error) {
		if (wished === 0) throw error;
		return await freePort();
	}
	const { port } = server.address() as AddressInfo;
	server.close();
	await once(server, 'close');
	return port;
}
