import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import type { GatewayName, Sandbox } from '../../sandbox';
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

const resources: Vocabulary = vocabulary;

/** Every operation of the vocabulary. */
export const pairs: readonly Pair[] = Object.entries(resources).flatMap(
	([resource, { operations }]) =>
		Object.entries(operations).map(([name, operation]) => ({ resource, name, operation })),
);

/** A message of Anna's that is in the sandbox's world, in the gateway's own form. */
function messageIdIn(sandbox: Sandbox, gateway: GatewayName): string {
	const messages =
		sandbox.world.session('default').chats.find(ANNA.replace('c.us', 's.whatsapp.net'))?.messages ??
		[];
	const found = messages.find(({ fromMe }) => fromMe)?.id ?? '';
	return gateway === 'waha' ? `true_${ANNA}_${found}` : found;
}

/** Values that mean something in the sandbox's default world. */
export function knownIn(sandbox: Sandbox, gateway: GatewayName): Known {
	return {
		session: [byId('default'), byId('support')],
		chatId: [byId(ANNA), byId('447700900123@c.us')],
		messageId: [
			messageIdIn(sandbox, gateway),
			gateway === 'waha' ? `true_${ANNA}_3EB0000000` : '3EB0000000',
		],
		quotedMessageId: [
			messageIdIn(sandbox, gateway),
			gateway === 'waha' ? `false_${ANNA}_3EB0000000` : '3EB0000000',
		],
		groupId: [byId(GROUP), byId('120363000000000002@g.us')],
		contactId: [byId(ANNA), byId('447700900123@c.us')],
		inputBinaryField: ['data', 'other'],
		source: ['binary', 'base64', 'url'],
		mediaUrl: ['https://example.com/one.png', 'https://example.com/two.png'],
		mediaBase64: [PIXEL, `${PIXEL.slice(0, -12)}AAAAAAAAAAA=`],
		fileName: ['one.png', 'two.png'],
		mimeType: ['image/png', 'image/jpeg'],
	};
}

/** The parameters of an operation, each with the sample at `pick`; options only where they are given. */
export const sampleParameters = (operation: AnyOperation, known: Known): INodeParameters =>
	Object.fromEntries(
		Object.values(operation.fields)
			.filter(({ optional }) => optional === undefined)
			.flatMap(({ properties }) => properties)
			.map((property: INodeProperties) => [property.name, samplesOf(property, known)[0]]),
	);
