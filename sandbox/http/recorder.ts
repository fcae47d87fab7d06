import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** The gateways that the sandbox simulates. */
export const SANDBOX_GATEWAYS = ['waha', 'warest', 'evolution'] as const;

export type SandboxGateway = (typeof SANDBOX_GATEWAYS)[number];

export interface RecordedRequest {
	gateway: SandboxGateway;
	method: string;
	/** Path and query exactly as received. */
	url: string;
	headers: IncomingHttpHeaders;
	/** The parsed JSON; `{ length }` in bytes for anything else; undefined without a body. */
	body: unknown;
	/** The response status; undefined until it is sent. */
	status: number | undefined;
	/** Milliseconds since 1970. */
	receivedAt: number;
}

/** Lists the requests of one gateway in order of arrival, whatever becomes of them. */
export class Recorder {
	constructor(
		private readonly gateway: SandboxGateway,
		private readonly requests: RecordedRequest[],
	) {}

	/** Must be called before any other hook is added, so that refused requests are recorded, too. */
	watch(app: FastifyInstance): void {
		const records = new WeakMap<FastifyRequest, RecordedRequest>();

		app.addHook('onRequest', async (request) => {
			const record = this.arrival(request);
			records.set(request, record);
			this.requests.push(record);
		});
		app.addHook('preValidation', async (request) => {
			const record = records.get(request);
			if (record) record.body = readable(request.body);
		});
		// onSend instead of onResponse, because a client that has its answer must find the status here.
		app.addHook('onSend', async (request, reply) => {
			const record = records.get(request);
			if (record) record.status = reply.statusCode;
		});
	}

	private arrival(request: FastifyRequest): RecordedRequest {
		return {
			gateway: this.gateway,
			method: request.method,
			url: request.raw.url ?? '',
			headers: request.headers,
			body: undefined,
			status: undefined,
			receivedAt: Date.now(),
		};
	}
}

function readable(body: unknown): unknown {
	if (!Buffer.isBuffer(body)) return undefined;
	try {
		const parsed: unknown = JSON.parse(body.toString('utf8'));
		return parsed;
	} catch {
		return { length: body.length };
	}
}
