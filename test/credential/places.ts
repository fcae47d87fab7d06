import http from 'node:http';
import https from 'node:https';
import net, { type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { SELF_SIGNED } from '../support/certificate';

/** Other servers that may listen at the address of a gateway. Each is a port of 127.0.0.1. */
export interface Places {
	/** Nothing listens here. */
	readonly closed: number;
	/** Accepts the connection and never answers. */
	readonly silent: number;
	/** Speaks only TLS, with a self-signed certificate. Plain HTTP breaks the connection, as with Node.js. */
	readonly tls: number;
	/** The same, but answers plain HTTP with a 400, like nginx. */
	readonly tlsWithWord: number;
	/** A web page for every path. */
	readonly page: number;
	/** An API for something else. */
	readonly service: number;
	/** A proxy whose gateway is down. */
	readonly badGateway: number;
	/** A proxy that asks for user and password. */
	readonly logIn: number;
	/** Redirects everything to `service`. */
	readonly redirect: number;
	/** The headers of every request that reached `service`. */
	readonly seen: http.IncomingHttpHeaders[];
	close(): Promise<void>;
}

type Answer = (response: http.ServerResponse, request: http.IncomingMessage) => void;

/** The same answer for every request. */
const always =
	(
		status: number,
		contentType: string,
		body: string,
		more: http.OutgoingHttpHeaders = {},
	): Answer =>
	(response) => {
		response.writeHead(status, { 'Content-Type': contentType, ...more }).end(body);
	};

const webPage = (title: string): string =>
	`<!doctype html><html><head><title>${title}</title></head></html>`;

/** Starts all of them. */
export async function startPlaces(): Promise<Places> {
	const open: net.Server[] = [];
	const sockets = new Set<net.Socket>();
	const listen = async (server: net.Server): Promise<number> => {
		open.push(server);
		server.on('connection', (socket) => {
			sockets.add(socket);
			socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
		});
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		return (server.address() as AddressInfo).port;
	};
	const web = (answer: Answer): http.Server =>
		http.createServer((request, response) => answer(response, request));
	const secure = (answer: Answer): https.Server =>
		https.createServer(SELF_SIGNED, (request, response) => answer(response, request));

	const seen: http.IncomingHttpHeaders[] = [];
	const hello = always(200, 'text/plain', 'hello');
	const service = await listen(
		web((response, request) => {
			seen.push(request.headers);
			always(404, 'application/json', '{"error":"no such thing"}')(response, request);
		}),
	);
	const closed = await listen(net.createServer());
	open.pop()?.close();

	const tls = await listen(secure(hello));
	const onlyHttps = '400 The plain HTTP request was sent to HTTPS port';
	const refusing = await listen(web(always(400, 'text/html', webPage(onlyHttps))));

	return {
		closed,
		silent: await listen(net.createServer(() => undefined)),
		tls,
		tlsWithWord: await listen(both(refusing, tls)),
		page: await listen(web(always(200, 'text/html; charset=utf-8', webPage('n8n')))),
		service,
		badGateway: await listen(web(always(502, 'text/html', webPage('502 Bad Gateway')))),
		logIn: await listen(
			web(
				always(401, 'text/html', webPage('401 Authorization Required'), {
					'WWW-Authenticate': 'Basic realm="Restricted"',
				}),
			),
		),
		redirect: await listen(
			web(
				always(301, 'text/html', webPage('301 Moved Permanently'), {
					Location: `http://127.0.0.1:${service}/elsewhere`,
				}),
			),
		),
		seen,
		async close() {
			for (const socket of sockets) socket.destroy();
			await Promise.all(
				open.map(async (server) => await new Promise((done) => server.close(done))),
			);
		},
	};
}

/** The first byte of TLS is that of a handshake record (RFC 8446). */
const TLS_HANDSHAKE = 22;

/** One port for two servers, chosen by the client's first byte. */
function both(plainPort: number, securePort: number): net.Server {
	return net.createServer((socket) => {
		socket.once('data', (chunk) => {
			const port = chunk[0] === TLS_HANDSHAKE ? securePort : plainPort;
			const onward = net.connect(port, '127.0.0.1').on('error', () => socket.destroy());
			onward.write(chunk);
			socket.pipe(onward).pipe(socket);
			socket.on('close', () => onward.destroy());
		});
	});
}
