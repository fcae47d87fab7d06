import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import type { GatewayName, Sandbox } from '../../sandbox';
import { CLUB_INVITE } from '../../sandbox/world/seed';
import { vocabulary } from '../../nodes/WhatsApp/operations';
import type { AnyOperation, Vocabulary } from '../../nodes/WhatsApp/operations/operation';
import { byId } from '../support/sandbox';
import { samplesOf, type Known } from '../support/samples';

const ANNA = '491701112222@c.us';
const GROUP = '120363000000000001@g.us';

/** A small picture: one transparent pixel, as PNG. */
export const PIXEL =
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

export interface Pair {
	readonly resource: string;
	readonly name: string;
	readonly operation: AnyOperation;
}

export const resources: Vocabulary = vocabulary;

/** Every operation of the vocabulary. */
export const pairs: readonly Pair[] = Object.entries(resources).flatMap(
	([resource, { operations }]) =>
		Object.entries(operations).map(([name, operation]) => ({ resource, name, operation })),
);

/** A message from Anna that is in the sandbox's world, in the gateway's own form. */
function messageIdIn(sandbox: Sandbox, gateway: GatewayName): string {
	const messages =
		sandbox.world.session('default').chats.find(ANNA.replace('c.us', 's.whatsapp.net'))?.messages ??
		[];
	const found = messages.find(({ fromMe }) => fromMe)?.id ?? '';
	return gateway === 'warest' ? found : `true_${ANNA}_${found}`;
}

const channelIn = (sandbox: Sandbox): string =>
	sandbox.world.session('default').channels.mine()[0]?.id ?? '';

/** Values that mean something in the sandbox's default world. */
export function knownIn(sandbox: Sandbox, gateway: GatewayName): Known {
	return {
		session: [byId('default'), byId('support')],
		chatId: [byId(ANNA), byId('447700900123@c.us')],
		messageId: [
			messageIdIn(sandbox, gateway),
			gateway === 'warest' ? '3EB0000000' : `true_${ANNA}_3EB0000000`,
		],
		quotedMessageId: [
			messageIdIn(sandbox, gateway),
			gateway === 'warest' ? '3EB0000000' : `false_${ANNA}_3EB0000000`,
		],
		groupId: [byId(GROUP), byId('120363000000000002@g.us')],
		contactId: [byId(ANNA), byId('447700900123@c.us')],
		channelId: [byId(channelIn(sandbox)), byId('120363000000000199@newsletter')],
		labelId: [byId('1'), byId('2')],
		labels: ['1', '1, 2'],
		limit: [1, 2],
		phone: ['+49 170 1112222', '+44 7700 900123'],
		whatsAppPhone: ['+49 170 1112222', '+44 7700 900123'],
		phoneNumber: ['+49 170 1112222', '+44 7700 900123'],
		participants: ['447700900123', '447700900123, 5511987654321'],
		contacts: ['447700900123', '447700900123, 5511987654321'],
		mentions: ['447700900123', '447700900123, 5511987654321'],
		chatIds: ['447700900123', '447700900123, 5511987654321'],
		groupIds: [GROUP, `${GROUP}, 120363000000000002@g.us`],
		inviteLink: [CLUB_INVITE, 'SandboxOther0000000003'],
		onlySession: ['default', 'support'],
		sessionName: ['brand-new', 'brand-newer'],
		link: ['https://example.com/one', 'https://example.com/two'],
		url: ['https://example.com/one', 'https://example.com/two'],
		webhookUrl: ['https://example.com/one', 'https://example.com/two'],
		webhookSecret: ['a secret that is long', 'another long secret'],
		pollAnswers: ['Yes\nNo', 'Yes\nPerhaps'],
		colorHex: ['#64c4ff', '#ff9485'],
		restartTime: ['03:30', '04:45'],
		mediaKey: [Buffer.alloc(32, 7).toString('base64'), Buffer.alloc(32, 8).toString('base64')],
		pollChatId: [ANNA, GROUP],
		pollCreator: [ANNA, '447700900123@c.us'],
		voter: [ANNA, '447700900123@c.us'],
		pollMessageId: ['3EB0AAAAAAAAAAAAAA', '3EB0BBBBBBBBBBBBBB'],
		otherMessageIds: [messageIdIn(sandbox, gateway), `${messageIdIn(sandbox, gateway)}0`],
		emoji: ['\u2764', '\u{1F600}'],
		timezone: ['Europe/Berlin', 'Asia/Jakarta'],
		inputBinaryField: ['data', 'other'],
		source: ['binary', 'base64', 'url'],
		mediaUrl: ['https://example.com/one.png', 'https://example.com/two.png'],
		mediaBase64: [PIXEL, `${PIXEL.slice(0, -12)}AAAAAAAAAAA=`],
		fileName: ['one.png', 'two.png'],
		mimeType: ['image/png', 'image/jpeg'],
	};
}

/** The parameters of an operation, each with the sample at `pick`; options only if given. */
export const sampleParameters = (operation: AnyOperation, known: Known): INodeParameters =>
	Object.fromEntries(
		Object.values(operation.fields)
			.filter(({ optional }) => optional === undefined)
			.flatMap(({ properties }) => properties)
			.map((property: INodeProperties) => [property.name, samplesOf(property, known)[0]]),
	);
