import { randomUUID } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { SELF_SIGNED } from '../../test/support/certificate';
import { itemAt, SESSION } from '../items';
import { findMessage, giveFile, openFile, takeFile } from './files';
import { readJson, sendJson, type Call } from './http';
import { API_KEY, CONTROL, KEY_HEADERS, readPlan, type GatewayName } from './protocol';
import { BenchState } from './state';
import { takeText } from './texts';

type Handler = (state: BenchState, call: Call) => Promise<void> | void;

interface Route {
	/** The gateway whose key the route requires; null requires none. */
	readonly gateway: GatewayName | null;
	readonly handle: Handler;
}

const control = (handle: Handler): Route => ({ gateway: null, handle });

const ROUTES: Readonly<Record<string, Route | undefined>> = {
	[`PUT ${CONTROL.plan}`]: control(async (state, { request, response }) => {
		state.begin(readPlan(await readJson(request)));
		sendJson(response, {});
	}),
	[`GET ${CONTROL.account}`]: control((state, { response }) =>
		sendJson(response, state.journal.account()),
	),
	[`GET ${CONTROL.progress}`]: control((state, { response }) =>
		sendJson(response, { answered: state.journal.answered }),
	),
	[`GET ${CONTROL.items}`]: control(({ plan }, { response }) =>
		sendJson(
			response,
			Array.from({ length: plan.items }, (_, index) => itemAt(index, plan.chats)),
		),
	),
	[`GET ${CONTROL.file}`]: control(giveFile),
	// WAHA generates an ID itself, without WhatsApp.
	[`GET /api/${SESSION}/new-message-id`]: {
		gateway: 'waha',
		handle: (_, { response }) => sendJson(response, { id: randomUUID() }),
	},
	'POST /api/sendText': { gateway: 'waha', handle: takeText('waha') },
	'POST /api/sendFile': { gateway: 'waha', handle: takeFile('waha') },
	'GET /api/server/debug/heapsnapshot': { gateway: 'waha', handle: giveFile },
	'POST /api/v1/messages/send/text': { gateway: 'warest', handle: takeText('warest') },
	'POST /api/v1/messages/send/document': { gateway: 'warest', handle: takeFile('warest') },
	[`POST /message/sendText/${SESSION}`]: { gateway: 'evolution', handle: takeText('evolution') },
	[`POST /message/sendMedia/${SESSION}`]: { gateway: 'evolution', handle: takeFile('evolution') },
	[`POST /chat/findMessages/${SESSION}`]: { gateway: 'evolution', handle: findMessage },
	[`POST /chat/getBase64FromMediaMessage/${SESSION}`]: { gateway: 'evolution', handle: openFile },
};

/**
 * As much of each gateway as the benchmark needs, and as cheap as possible, because it shares the machine with the
 * measured n8n. Every session works, there are no limits, and a file may have any size. Everything unexpected is
 * recorded and answered with an error. Both servers are the same gateway; the one over TLS has a self-signed
 * certificate.
 */
export function createBenchServers(): { readonly plain: Server; readonly tls: Server } {
	const state = new BenchState();
	const listener: RequestListener = (request, response) =>
		void answer(state, { request, response });
	const [plain, tls] = [createServer(listener), createTlsServer(SELF_SIGNED, listener)];
	// A connection must not close just when a client is about to reuse it.
	for (const server of [plain, tls]) server.keepAliveTimeout = 60_000;
	return { plain, tls };
}

async function answer(state: BenchState, call: Call): Promise<void> {
	const name = `${call.request.method} ${call.request.url?.split('?')[0]}`;
	const route = ROUTES[name];
	try {
		if (route === undefined) throw new Error('there is no such route');
		if (
			route.gateway !== null &&
			call.request.headers[KEY_HEADERS[route.gateway].toLowerCase()] !== API_KEY
		)
			throw new Error('the key is missing or wrong');
		await route.handle(state, call);
	} catch (error) {
		state.journal.complain(`${name}: ${error instanceof Error ? error.message : String(error)}`);
		if (!call.response.headersSent) sendJson(call.response, { message: 'Refused' }, 400);
	}
}
