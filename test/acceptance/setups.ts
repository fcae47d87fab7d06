import type { INodeParameters } from 'n8n-workflow';
import { startSandbox, type GatewayName, type Sandbox, type SandboxOptions } from '../../sandbox';
import { encrypted } from '../sandbox/warest.requests';
import type { Known } from '../support/samples';
import type { TestCredential } from '../support/engine';
import { byId } from '../support/sandbox';
import { knownIn, PIXEL, sampleParameters, type Pair } from './world';

/** What an operation needs beyond the default world, so that it succeeds and its fields have an effect. */
interface Setup {
	readonly sandbox?: SandboxOptions;
	/** Prepares the world. */
	readonly before?: (sandbox: Sandbox) => void;
	readonly known?: Known;
	readonly parameters?: INodeParameters;
	/** Like `parameters`, for one gateway. */
	readonly on?: Partial<Record<GatewayName, INodeParameters>>;
	/** The content of the item's binary fields; a pixel by default. */
	readonly bytes?: Buffer;
	/** Fields that have a meaning only together; each set must be accepted or refused like any other. */
	readonly together?: readonly INodeParameters[];
	/** Variations that rightly change nothing, each with its reason. */
	readonly same?: Readonly<Record<string, string>>;
}

const waitingForQr: Setup = { parameters: { session: byId('support') } };

/** An operation that accepts only files of one type. */
const fileOf = (fileName: string, mimeType: string): Setup => ({
	parameters: { options: { fileName, mimeType } },
});

/** A round video, which has no caption. */
const asNote = (source: string, more: INodeParameters = {}): INodeParameters => ({
	source,
	caption: '',
	options: { fileName: 'film.mp4', mimeType: 'video/mp4', asNote: true, ...more },
});

const TEAM = '120363000000000001@g.us';
const ANNA = '491701112222@s.whatsapp.net';
const POLL = '3EB0AAAAAAAAAAAAAAAA01';
const [IN_MAY, LATER] = ['2027-05-02T18:00:00Z', '2027-05-03T18:00:00Z'];
const MEDIA_KEY = Buffer.alloc(32, 7);

/** For a status, Evolution API accepts pictures and videos only by address. */
const byAddress: Setup = { on: { evolution: { source: 'url' } } };

/** A message that somebody wrote in a group. */
const inTeam: INodeParameters = {
	chatId: byId(TEAM),
	messageId: `false_${TEAM}_3EB0AA_491701112222@c.us`,
};

/** A message that answers another one, and has no ID in advance. */
const answering: INodeParameters = {
	options: { quotedMessageId: 'true_491701112222@c.us_3EB0AA' },
};

/** People are mentioned in a group, for gateways that allow it only there. */
const mentioning: readonly INodeParameters[] = ['all', '447700900123'].map((mentions) => ({
	chatId: byId(TEAM),
	options: { mentions },
}));

/** A server with what WAHA added in 2026. */
const newWaha: Setup = { sandbox: { wahaVersion: '2026.9' } };

const asksToJoin: Setup = {
	...newWaha,
	before: ({ world }) => {
		const { groups } = world.session('default');
		const team = groups.find(TEAM);
		if (team !== undefined) groups.ask(team, '5511987654321@s.whatsapp.net');
	},
	known: { participants: ['5511987654321', '5511987654321, 447700900123'] },
};

/** A server that gives IDs in advance, so that a send can use one. */
const withOwnId: Setup = {
	sandbox: { wahaVersion: '2026.7.1', evolutionVersion: '2.4.0' },
	on: {
		waha: { options: { verifyAfterTimeout: true } },
		evolution: { options: { verifyAfterTimeout: true } },
	},
};

/** The same for messages that Evolution API does not accept with a given ID. */
const ofWahaAlone: Setup = {
	sandbox: withOwnId.sandbox ?? {},
	on: { waha: { options: { verifyAfterTimeout: true } } },
};

/** A list that one button opens. */
const oneButton: INodeParameters = {
	sections: {
		section: [
			{
				title: 'Main Dishes',
				rows: { row: [{ title: 'Pizza', id: 'pizza', description: 'With basil' }] },
			},
		],
	},
};

const card = (more: object): INodeParameters => ({
	contactCards: { details: [{ fullName: 'Ada', phone: '+49 170 1112222', ...more }] },
});
const button = (more: object): INodeParameters => ({
	buttons: { button: [{ text: 'Press', ...more }] },
});
const proxy = { proxyServer: 'proxy:3128', proxyUsername: 'me', proxyPassword: 'secret' };
const pictureFrom = (source: string): INodeParameters => ({
	options: {
		headerImage: {
			image: {
				source,
				inputBinaryField: 'data',
				mediaUrl: 'https://example.com/one.png',
				mediaBase64: PIXEL,
			},
		},
	},
});

export const SETUPS: Readonly<Record<string, Setup>> = {
	'session.create': { together: [{ options: proxy }] },
	'session.getQrCode': waitingForQr,
	'session.getRestrictions': newWaha,
	'session.getPairingCode': {
		...waitingForQr,
		before: ({ world }) => void world.addSession('closed'),
		// It gives a code only for a session that is closed.
		on: { evolution: { session: byId('closed') } },
	},
	'session.update': {
		on: {
			waha: { options: { debug: true } },
			warest: {
				options: {
					webhookUrl: 'https://example.com/n8n',
					webhookSecret: 'a secret that is long',
					preflight: false,
				},
			},
			evolution: { options: { ignoreGroups: true } },
		},
		together: [{ options: proxy }],
	},
	'channel.getMany': { sandbox: { evolutionVersion: '2.4.0' } },
	'channel.getMessages': {
		before: ({ world }) => {
			const { channels } = world.session('default');
			const [first] = channels.mine();
			if (first !== undefined) channels.post(first, 'We ride on Sunday.');
		},
	},
	'channel.searchByText': { known: { searchText: ['Trails', 'Stories'] } },
	'channel.create': { parameters: { withPicture: true } },
	'contact.countHiddenIds': newWaha,
	'contact.getHiddenIds': {
		...newWaha,
		before: ({ world }) => {
			const { groups, others } = world.session('default');
			const hidden = '200000000000001@lid';
			others.meetHidden(hidden, 'Shy', '447700900555');
			groups.find(TEAM)?.participants.push({ id: hidden, role: 'member' });
		},
	},
	'contact.rejectCall': newWaha,
	'contact.setName': newWaha,
	'contact.resolveId': {
		...newWaha,
		together: [{ contactId: byId('200000000000001@lid') }],
	},
	'group.approveJoinRequests': asksToJoin,
	'group.count': newWaha,
	'group.getJoinApproval': newWaha,
	'group.getJoinRequests': newWaha,
	'group.getParticipants': newWaha,
	'group.getWhoCanAdd': newWaha,
	'group.getWhoCanShareHistory': newWaha,
	'group.setJoinApproval': newWaha,
	'group.setWhoCanAdd': newWaha,
	'group.setWhoCanShareHistory': newWaha,
	'group.rejectJoinRequests': asksToJoin,
	'message.get': {
		same: {
			'options.downloadMedia is added': 'the message of the sample has no file',
			'options.downloadMedia is changed': 'the message of the sample has no file',
		},
	},
	'message.deleteForEveryone': { together: [inTeam] },
	'message.edit': { together: [inTeam] },
	'message.react': { together: [inTeam] },
	'message.markAsRead': {
		together: [inTeam],
	},
	'message.pin': { same: { 'duration: "86400"': 'a day is what the default of WAHA means' } },
	'message.sendAndWait': {
		...withOwnId,
		same: Object.fromEntries(
			[
				'responseType: "freeText"',
				'approvalOptions: {"values":{"approvalType":"double","approveLabel":"approveLabel two","disapproveLabel":"disapproveLabel two"}}',
				...[
					'limitWaitTime',
					'messageButtonLabel',
					'responseFormButtonLabel',
					'responseFormTitle',
				].flatMap((name) => [`options.${name} is added`, `options.${name} is changed`]),
			].map((label) => [label, 'it is for n8n and its page, and not for the gateway']),
		),
	},
	'message.sendAudio': fileOf('song.mp3', 'audio/mpeg'),
	'message.sendButtons': {
		together: [
			button({ type: 'url', url: 'https://example.com' }),
			button({ type: 'copy', copyCode: 'SUMMER' }),
			pictureFrom('url'),
			pictureFrom('binary'),
		],
	},
	'message.forward': withOwnId,
	'message.sendContact': {
		...ofWahaAlone,
		parameters: card({}),
		together: [
			card({ organization: 'Engines' }),
			card({ email: 'ada@example.com' }),
			{
				contactCards: {
					vcard: [
						{
							vcard:
								'BEGIN:VCARD\nVERSION:3.0\nFN:Ada\nTEL;waid=491701112222:+491701112222\nEND:VCARD',
						},
					],
				},
			},
		],
	},
	'message.sendDocument': { together: mentioning },
	'message.sendLocation': ofWahaAlone,
	'message.sendPoll': { ...withOwnId, together: [answering] },
	'message.chooseButton': newWaha,
	'message.sendEvent': {
		...newWaha,
		known: { startsAt: ['2027-05-01T18:00:00Z', '2027-05-01T19:00:00Z'], endsAt: [IN_MAY, LATER] },
	},
	'message.sendLinkPreview': { ...newWaha, together: [pictureFrom('url')] },
	'message.votePoll': {
		...newWaha,
		before: ({ world }) => {
			const { chats } = world.session('default');
			const poll = { question: 'When?', options: ['9:00', '10:00'], selectable: 1 };
			chats.receive(
				{ id: ANNA, name: 'Anna' },
				{ id: POLL, chatId: ANNA, text: '', content: { type: 'poll', poll } },
			);
		},
		parameters: { messageId: `false_491701112222@c.us_${POLL}` },
		known: { votes: ['9:00', '10:00'] },
	},
	'message.sendText': {
		...withOwnId,
		together: [...mentioning, answering],
		known: {
			text: ['A text that is long enough to be sent in parts. '.repeat(2), 'Another text'],
			splitLongText: [50, 100],
		},
	},
	'message.sendGif': fileOf('fun.mp4', 'video/mp4'),
	'message.sendVideo': {
		...fileOf('film.mp4', 'video/mp4'),
		together: [
			...['binary', 'url', 'base64'].map((source) => asNote(source)),
			asNote('binary', { quotedMessageId: 'true_491701112222@c.us_3EB0AA' }),
		],
	},
	'message.sendVoice': {
		...fileOf('voice.ogg', 'audio/ogg'),
		bytes: Buffer.from('OggS voice of the sandbox'),
	},
	'message.sendSticker': { ...newWaha, ...fileOf('sticker.webp', 'image/webp') },
	'message.sendList': {
		...newWaha,
		on: { waha: oneButton, evolution: oneButton },
		same: {
			'buttonText: "buttonText two"': 'the sections of the sample have buttons of their own',
		},
	},
	'label.setForChat': { on: { evolution: { labels: '1, 2' } } },
	'status.sendImage': byAddress,
	'status.sendText': {
		same: { 'font: "1"': 'Evolution API has no font 0, and the nearest one stands for it' },
	},
	'status.sendVideo': byAddress,
	'status.sendVoice': {
		...fileOf('voice.ogg', 'audio/ogg'),
		same: Object.fromEntries(
			['#112233', '#445566', '#64c4ff', '#ff9485'].map((color) => [
				`backgroundColor: "${color}"`,
				'Evolution API chooses the color behind a voice by itself',
			]),
		),
	},
	'presence.set': { parameters: { presence: 'typing' } },
	'utility.convertToVoice': newWaha,
	'utility.convertToVideo': newWaha,
	'utility.createThumbnail': { together: [{ mediaKind: 'video', options: { count: 2 } }] },
	'utility.processImage': { together: [{ options: { fit: 'cover', width: 10, height: 10 } }] },
	'utility.decryptPollVote': {
		parameters: { options: { pollKey: Buffer.alloc(32, 7).toString('base64') } },
		together: [{ options: { pollChatId: TEAM, pollCreator: '491701112222' } }],
	},
	'utility.decryptMedia': {
		known: { fileSha256: [MEDIA_KEY.toString('base64'), Buffer.alloc(32, 8).toString('base64')] },
		parameters: { mediaType: 'application/pdf', mediaKey: MEDIA_KEY.toString('base64') },
		bytes: encrypted(Buffer.from('file'), MEDIA_KEY, 'WhatsApp Document Keys'),
	},
	'utility.generateId': {
		together: [
			{
				options: {
					uuidVersion: 'v5',
					uuidName: 'n',
					uuidNamespace: '6ba7b810-9dad-11d1-80b4-00c04fd430c8',
				},
			},
			{ idType: 'ulid', options: { ulidMask: 'xxxxxxxxxxxxxxxxxxxxxxxxxx' } },
		],
	},
};

/** A sandbox of its own in which an operation succeeds, with every field set. */
interface Opened {
	readonly setup: Setup;
	readonly sandbox: Sandbox;
	readonly credential: TestCredential;
	readonly known: Known;
	readonly parameters: INodeParameters;
}

/** Opens the world that an operation needs, for the time of `work`. */
export async function inWorldOf(
	gateway: GatewayName,
	pair: Pair,
	work: (opened: Opened) => Promise<void>,
): Promise<void> {
	const setup = SETUPS[`${pair.resource}.${pair.name}`] ?? {};
	const limits = { cooldownMs: 0, rateLimitMax: Infinity, quotaMax: Infinity };
	const sandbox = await startSandbox({ warestLimits: limits, ...setup.sandbox });
	try {
		setup.before?.(sandbox);
		const isAdmin = gateway === 'warest' && pair.resource === 'server';
		const apiKey = isAdmin ? sandbox.warest.adminKey : sandbox[gateway].apiKey;
		const credential = { gateway, baseUrl: sandbox[gateway].url, apiKey };
		const known = { ...knownIn(sandbox, gateway), ...setup.known };
		const parameters = {
			...sampleParameters(pair.operation, known),
			...setup.parameters,
			...setup.on?.[gateway],
		};
		await work({ setup, sandbox, credential, known, parameters });
	} finally {
		await sandbox.close();
	}
}
