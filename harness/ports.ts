import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** A free port. */
export async function freePort(): Promise<number> {
	return await tryPort(0);
}

/** The usual port of a service; if another program listens there, any other port, which it reports. */
export async function usualPort(service: string, usual: number): Promise<number> {
	try {
		return await tryPort(usual);
	} catch (error) {
		if (!isTaken(error)) throw error;
		const port = await freePort();
		console.log(`• port ${usual} is taken by another program, so ${service} gets port ${port}`);
		return port;
	}
}

async function tryPort(wished: number): Promise<number> {
	const server = createServer();
	server.listen(wished, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	server.close();
	await once(server, 'close');
	return port;
}

const isTaken = (error: unknown): boolean =>
	error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
