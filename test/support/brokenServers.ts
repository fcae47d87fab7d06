import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import { createServer as createHttpsServer, type ServerOptions } from 'node:https';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { SELF_SIGNED } from './certificate';
import { keepWaiting } from './simulatedTime';

/** A server that is not what the base URL says, with the requests that reached anything able to act on them. */
export interface BrokenServer {
	readonly port: number;
	/** Requests that were read completely. */
	readonly acted: string[];
	close(): void;
}

async function listening(
	server: Server | HttpServer,
	acted: string[] = [],
	others: ReadonlyArray<{ close(): void }> = [],
): Promise<BrokenServer> {
	const sockets = new Set<Socket>();
	server.on('connection', (socket: Socket) => {
		sockets.add(socket);
		socket.on('error', () => undefined);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		port,
		acted,
		close: () => {
			for (const socket of sockets) socket.destroy();
			server.close();
			for (const other of others) other.close();
		},
	};
}

/** A gateway behind plain HTTP. */
export async function plainHttp(): Promise<BrokenServer> {
	const acted: string[] = [];
	const server = createHttpServer((request, response) => {
		request.resume().on('end', () => {
			acted.push(`${request.method} ${request.url}`);
			response.setHeader('content-type', 'application/json').end('{}');
		});
	});
	return await listening(server, acted);
}

/** A gateway behind HTTPS, with its own settings. */
export async function https(
	settings: ServerOptions = {},
	before: () => void = () => undefined,
): Promise<BrokenServer> {
	const acted: string[] = [];
	const server = createHttpsServer({ ...SELF_SIGNED, ...settings }, (request, response) => {
		request.resume().on('end', () => {
			acted.push(`${request.method} ${request.url}`);
			before();
			response.setHeader('content-type', 'application/json').end('{}');
		});
	});
	return await listening(server, acted);
}

/** Answers the first bytes with other bytes, or with none, and closes the connection. */
export const answeringBytes = async (bytes: string | readonly number[]): Promise<BrokenServer> =>
	await listening(
		createServer((socket) => {
			socket.once('data', () =>
				socket.end(typeof bytes === 'string' ? bytes : Buffer.from([...bytes])),
			);
		}),
	);

/** Answers the first bytes with a reset. */
export const resetting = async (): Promise<BrokenServer> =>
	await listening(
		createServer((socket) => socket.once('data', () => void socket.resetAndDestroy())),
	);

/** Accepts everything and never answers. */
export const mute = async (): Promise<BrokenServer> =>
	await listening(createServer((socket) => void keepWaiting({ socket: socket.resume() })));

/**
 * A gateway behind HTTPS that sends invalid TLS data after it has acted on the request: the only TLS fault after which
 * nobody can know what became of the request.
 */
export async function rubbishAfterRequest(): Promise<BrokenServer> {
	const lines: Socket[] = [];
	let isCut = false;
	const gateway = await https({}, () => {
		isCut = true;
		for (const line of lines) line.write('HTTP/1.1 400 Bad Request\r\n\r\n');
	});
	const server = createServer((socket) => {
		lines.push(socket);
		const up = connect(gateway.port, '127.0.0.1').on('error', () => undefined);
		socket.pipe(up);
		up.on('data', (chunk: Buffer) => isCut || socket.write(chunk));
	});
	return await listening(server, gateway.acted, [gateway]);
}
