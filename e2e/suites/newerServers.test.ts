import { randomUUID } from 'node:crypto';
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { CredentialReference } from '../../harness/api';
import { answeringBot, answersIn, TRIGGER } from '../../harness/bot';
import { credentialData, gatewayNames } from '../../harness/gateways';
import { startSuite, type Suite } from '../../harness/suite';
import { until } from '../../harness/until';
import {
	besideEachOther,
	CREDENTIAL_TYPE,
	nodeAt,
	NODE_TYPE,
	TRIGGER_TYPE,
	withCredential,
	type WorkflowJson,
} from '../../harness/workflow';
import { handlerOf } from '../../nodes/WhatsApp/client/findOperation';
import { gateways } from '../../nodes/WhatsApp/gateways';
import type { Needs } from '../../nodes/WhatsApp/portable/needs';
import type { GatewayName, Sandbox, SandboxOptions } from '../../sandbox';
import { ROUTES } from '../../test/acceptance/routes';
import { SETUPS } from '../../test/acceptance/setups';
import { knownIn, pairs, sampleParameters, type Pair } from '../../test/acceptance/world';
import { FaultProxy } from '../../test/faults/proxy';
import type { FaultName } from '../../test/faults/faults';
import { differences, operationSchema, shippedSchema } from '../../test/support/outputSchemas';
import { samplesOf, type Known } from '../../test/support/samples';
import { byId } from '../../test/support/sandbox';

/*
 * Each operation that only newer versions of a gateway have, once in a real n8n. The dialects say which ones these are.
 */

const ANNA = '491701112222@s.whatsapp.net';
const BEN = '447700900123@s.whatsapp.net';
const TEAM = '120363000000000001@g.us';
/** Asks to join the group, and is not a member. */
const NORA = '4915700000001@s.whatsapp.net';

/** Has a hidden id, with a known number. */
const SHY = '77000000000001@lid';

/** The newest servers that the sandbox plays. */
const NEWEST: SandboxOptions = {
	wahaVersion: '2026.9',
	evolutionVersion: '2.4.0',
	warestLimits: { cooldownMs: 0, rateLimitMax: Infinity, quotaMax: Infinity },
};

const keyOf = ({ resource, name }: Pair): string => `${resource}.${name}`;

/**
 * What an operation needs of a gateway's server, in total and for each of its options; null if the gateway does not
 * have it.
 */
function needsAt(
	gateway: GatewayName,
	{ resource, name }: Pair,
): { all: Needs; options: Readonly<Record<string, Needs>> } | null {
	const handler = handlerOf(gateways[gateway], resource, name);
	if ('missing' in handler) return null;
	if ('report' in handler) return { all: {}, options: {} };
	return { all: handler.needs ?? {}, options: handler.optionNeeds ?? {} };
}

const isNewer = (pair: Pair): boolean =>
	gatewayNames.some((gateway) => {
		const needs = needsAt(gateway, pair);
		return (
			needs !== null &&
			[needs.all, ...Object.values(needs.options)].some(({ since }) => since !== undefined)
		);
	});

/** Too many chats for the address of a request. */
const MANY_CHATS = [ANNA, ...Array.from({ length: 101 }, (_, n) => `4915700001${100 + n}`)];

/** Operations of every version that use another route on newer servers, with that route of WAHA. */
const IN_A_NEWER_WAY: Readonly<Record<string, string>> = {
	'chat.getOverview': 'POST /api/{session}/chats/overview',
	'chat.markAsRead': 'POST /api/{session}/chats/{chatId}/messages/read',
	'contact.get': 'GET /api/contacts',
	'group.getParticipants': 'GET /api/{session}/groups/{id}/participants/v2',
	'message.sendLinkPreview': 'POST /api/send/link-custom-preview',
};

const wayOf = (gateway: GatewayName, pair: Pair): string =>
	(gateway === 'waha' ? IN_A_NEWER_WAY[keyOf(pair)] : undefined) ??
	ROUTES[keyOf(pair)]?.[gateway] ??
	`no route of ${keyOf(pair)}`;

/** An operation that asks is not a plain send, because n8n waits for the answer. It has its own suite. */
const NEWER = pairs.filter(
	(pair) =>
		pair.operation.asks !== true && (isNewer(pair) || Object.hasOwn(IN_A_NEWER_WAY, keyOf(pair))),
);

/** What these operations need that the samples do not have. */
const OWN: Readonly<Record<string, INodeParameters>> = {
	'chat.getOverview': { options: { chatIds: MANY_CHATS.join(', ') } },
	'group.rejectJoinRequests': { participants: NORA },
};

/**
 * New Message ID is left out beside Verify After Timeout, because a post with a given ID has no other by which it could
 * be found.
 */
const isApart = (option: string, beside: readonly string[]): boolean =>
	option === 'newMessageId' && beside.includes('verifyAfterTimeout');

/** A sample of each option that needs a newer server. */
function newerOptions(gateway: GatewayName, pair: Pair, known: Known): INodeParameters {
	const names = Object.keys(needsAt(gateway, pair)?.options ?? {});
	const options = pair.operation.fields.options?.optional ?? {};
	return Object.fromEntries(
		names
			.filter((name) => !isApart(name, names))
			.flatMap((name) => options[name]?.properties ?? [])
			.map((property) => [
				property.name,
				samplesOf(property, known).find((sample) => sample !== false),
			]),
	);
}

function parametersOf(gateway: GatewayName, pair: Pair, known: Known): INodeParameters {
	const setup = SETUPS[keyOf(pair)] ?? {};
	const fromSetup = { ...setup.parameters, ...setup.on?.[gateway], ...OWN[keyOf(pair)] };
	const options = newerOptions(gateway, pair, known);
	const chosen = { ...options, ...Object(fromSetup.options) };
	return {
		resource: pair.resource,
		operation: pair.name,
		...sampleParameters(pair.operation, { ...known, ...setup.known }),
		...fromSetup,
		...(Object.keys(chosen).length > 0 ? { options: chosen } : {}),
	};
}

/** Evolution API has no channel with a message in it, and lists no others (2.4, server source). */
const isEmpty = (gateway: GatewayName, pair: Pair): boolean =>
	gateway === 'evolution' && keyOf(pair) === 'channel.getMany';

/** What is wrong with a node's output according to the schema that is shipped for it. */
function wrongIn(pair: Pair, items: readonly INodeExecutionData[], isNone: boolean): string[] {
	if (isNone) return items.length === 0 ? [] : ['an item'];
	if (items.length === 0) return ['no item'];
	const schema = operationSchema(pair.resource, pair.name);
	return items.flatMap(({ json, binary = {} }) => [
		...(json.error === undefined ? [] : [`error: ${String(json.error)}`]),
		...(schema === null ? [] : differences(schema, JSON.parse(JSON.stringify(json)))),
		...(pair.operation.returns.kind === 'file' && Object.keys(binary).length === 0
			? ['no file']
			: []),
	]);
}

/** Requests to one gateway, as method and path, and those that failed. */
function asked({ requests }: Sandbox, gateway: GatewayName): { lines: string[]; bad: string[] } {
	const mine = requests
		.filter((request) => request.gateway === gateway)
		.map(({ method, url, status }) => ({ line: `${method} ${url.split('?')[0]}`, status }));
	const bad = mine.filter(({ status }) => status === undefined || status >= 400);
	return {
		lines: mine.map(({ line }) => line),
		bad: bad.map(({ line, status }) => `${line}: ${status}`),
	};
}

/** Whether a line such as `GET /api/default/groups` uses a route such as `GET /api/{session}/groups`. */
const goes = (line: string, way: string): boolean =>
	new RegExp(`^${way.replace(/\{\w+\}/g, '[^/]+')}$`).test(line);

describe.each(gatewayNames)('the newest version of %s', (gateway) => {
	const mine = NEWER.filter((pair) => needsAt(gateway, pair) !== null);
	let suite: Suite;

	beforeAll(async () => {
		suite = await startSuite(NEWEST);
	});
	afterAll(() => suite.sandbox.close());

	test('runs every operation that needs a newer server, with its newer options', async () => {
		const { api, sandbox } = suite;
		const { groups, others } = sandbox.world.session('default');
		const team = groups.find(TEAM);
		if (team === undefined) throw new Error('no team');
		groups.ask(team, NORA);
		others.meetHidden(SHY, 'Shy', '491705550001');
		groups.add(team, SHY);
		mine.forEach((pair) => SETUPS[keyOf(pair)]?.before?.(sandbox));

		const ofUser = suite.credentials[gateway];
		const apiKey = gateway === 'warest' ? sandbox.warest.adminKey : sandbox[gateway].apiKey;
		const ofAdmin = await api.createCredential(`administrator of ${gateway}`, {
			...credentialData(sandbox, gateway),
			apiKey,
		});
		const known = { ...knownIn(sandbox, gateway), source: ['base64', 'url'] as const };
		const nodes = mine.map((pair, index) => ({
			...nodeAt(keyOf(pair), index, parametersOf(gateway, pair, known)),
			credentials: { [CREDENTIAL_TYPE]: pair.resource === 'server' ? ofAdmin : ofUser },
		}));
		const ran = await api.run(besideEachOther(nodes));

		const { error, runData } = ran.data.resultData;
		expect([error?.message, error?.description]).toEqual([undefined, undefined]);
		expect(ran.status).toBe('success');
		const wrong = mine.map((pair) => [
			keyOf(pair),
			wrongIn(pair, runData[keyOf(pair)]?.[0]?.data?.main?.[0] ?? [], isEmpty(gateway, pair)),
		]);
		expect(wrong).toEqual(mine.map((pair) => [keyOf(pair), []]));
		const { lines, bad } = asked(sandbox, gateway);
		expect(bad).toEqual([]);
		const ways = mine.map((pair) => wayOf(gateway, pair));
		expect(ways.filter((way) => !lines.some((line) => goes(line, way)))).toEqual([]);
		console.log(`${gateway}: ${mine.length} operations, ${new Set(ways).size} routes`);
	});
});

/** Gateways that send with an ID made in advance. */
const VERIFYING = gatewayNames.filter((gateway) =>
	pairs.some((pair) => needsAt(gateway, pair)?.options.verifyAfterTimeout !== undefined),
);

describe.each(VERIFYING)('a send through %s whose response is lost', (gateway) => {
	const TEXT = 'Sent once';
	let suite: Suite;

	beforeAll(async () => {
		suite = await startSuite(NEWEST);
	});
	afterAll(() => suite.sandbox.close());

	/**
	 * Sends one text, with Verify After Timeout and n8n's Retry On Fail, to a gateway behind which this fault occurs.
	 */
	async function sendThrough(fault: FaultName): Promise<{
		status: string;
		items: INodeExecutionData[];
		context: IDataObject | undefined;
		sends: number;
	}> {
		const { api, sandbox } = suite;
		const proxy = await FaultProxy.start({
			gateway,
			target: sandbox[gateway].url,
			script: (key) => ({ fault: key === TEXT ? fault : 'none', latencyMs: 0 }),
			patienceMs: 60_000,
		});
		const data = { ...credentialData(sandbox, gateway), baseUrl: proxy.url };
		const credential = await api.createCredential(`losing ${gateway}`, data);
		const node = nodeAt('Send', 0, {
			resource: 'message',
			operation: 'sendText',
			session: byId('default'),
			chatId: byId(ANNA),
			text: TEXT,
			options: { verifyAfterTimeout: true },
		});
		const retrying = { ...node, retryOnFail: true, maxTries: 2, waitBetweenTries: 0 };
		const ran = await api.run(withCredential(besideEachOther([retrying]), credential));
		const sends = proxy.attempts.filter(({ key }) => key === TEXT).length;
		expect(proxy.errors).toEqual([]);
		await proxy.close();
		const { error, runData } = ran.data.resultData;
		return {
			status: ran.status,
			items: runData.Send?.[0]?.data?.main?.[0] ?? [],
			context: error !== undefined && 'context' in error ? error.context : undefined,
			sends,
		};
	}

	const onPhone = (): number =>
		answersIn(suite.sandbox, ANNA).filter((text) => text === TEXT).length;

	test('is verified and returned as sent', async () => {
		const { status, items, sends } = await sendThrough('hangUpAfter');
		expect([status, sends, onPhone()]).toEqual(['success', 1, 1]);
		const message = suite.sandbox.world.session('default').chats.find(ANNA)?.messages.at(-1);
		expect(items.map(({ json }) => json)).toEqual([
			expect.objectContaining({
				messageId: expect.stringContaining(String(message?.id)),
				text: TEXT,
			}),
		]);
	});

	test('that never arrived is reported as unknown and not sent again', async () => {
		const before = onPhone();
		const { status, context, sends } = await sendThrough('hangUpBefore');
		expect([status, sends, onPhone()]).toEqual(['error', 1, before]);
		expect(context).toMatchObject({ outcome: 'unknown' });
	});
});

describe('events of the newest WAHA', () => {
	const EVENTS = ['messageEdited', 'ack', 'eventResponse', 'groupJoinRequest'];
	let suite: Suite;
	let workflow: WorkflowJson & { id: string };

	/** The bot without the sending nodes after its trigger. */
	const listening = (credential: CredentialReference): WorkflowJson => {
		const bot = answeringBot(credential, { events: EVENTS, filters: { groups: 'all' } });
		const nodes = bot.nodes.map((node) => {
			if (node.type === TRIGGER_TYPE) return { ...node, webhookId: randomUUID() };
			return node.type === NODE_TYPE
				? { ...node, type: 'n8n-nodes-base.noOp', parameters: {}, credentials: {} }
				: node;
		});
		return { ...bot, nodes };
	};

	beforeAll(async () => {
		suite = await startSuite(NEWEST);
		workflow = await suite.api.createWorkflow(listening(suite.credentials.waha));
		await suite.api.activate(workflow.id);
	});
	afterAll(async () => {
		await suite.api.deactivate(workflow.id);
		await suite.sandbox.close();
	});

	/** What the trigger has returned so far. */
	async function given(): Promise<IDataObject[]> {
		const executions = await suite.api.listExecutions(workflow.id);
		const ended = await Promise.all(executions.map(({ id }) => suite.api.finished(id)));
		return ended.flatMap(({ data }) =>
			(data.resultData.runData[TRIGGER]?.[0]?.data?.main?.[0] ?? []).map(({ json }) => json),
		);
	}

	test('start workflows with items that match the schema', async () => {
		const { sandbox } = suite;
		const session = sandbox.world.session('default');
		const written = session.others.write({ chatId: ANNA, text: 'good' });
		session.others.edit(written, 'better');
		const { id: own } = session.send({ chatId: TEAM, text: 'Who comes?' });
		session.chats.readByOthers(TEAM, BEN);
		const content = { type: 'proto' as const, message: { eventMessage: { name: 'Party' } } };
		const invitation = session.send({ chatId: ANNA, text: 'Party', content });
		session.others.respond(invitation, 'GOING');
		const team = session.groups.find(TEAM);
		if (team === undefined) throw new Error('no team');
		session.groups.ask(team, NORA);

		const containing = (id: string): unknown => expect.stringContaining(id);
		const expected = [
			{
				event: 'messageEdited',
				chatId: '491701112222@c.us',
				messageId: containing(written.id),
				text: 'better',
				edited: true,
			},
			{
				event: 'ack',
				chatId: TEAM,
				messageId: containing(own),
				ack: 'read',
				fromMe: true,
				participantId: '447700900123@c.us',
			},
			{
				event: 'eventResponse',
				chatId: '491701112222@c.us',
				eventMessageId: containing(invitation.id),
				response: 'going',
				from: '491701112222@c.us',
			},
			{
				event: 'groupJoinRequest',
				chatId: TEAM,
				action: 'created',
				participantId: '4915700000001@c.us',
				phone: '4915700000001',
			},
		].map((fields) => expect.objectContaining(fields));
		const items = await until('item of each event', async () => {
			const all = await given();
			return EVENTS.every((event) => all.some((item) => isOf(event, item))) ? all : undefined;
		});
		expect(items).toEqual(expect.arrayContaining(expected));
		const schema = shippedSchema('v2.0.0') ?? {};
		for (const item of items)
			expect([item.event, differences(schema, JSON.parse(JSON.stringify(item)))]).toEqual([
				item.event,
				[],
			]);
	});

	/** Of the acknowledgements, only the group's last one counts. */
	const isOf = (event: string, item: IDataObject): boolean =>
		item.event === event && (event !== 'ack' || (item.isGroup === true && item.ack === 'read'));
});
