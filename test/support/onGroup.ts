import type { Json } from '../../nodes/WhatsApp/portable/json';
import type { GatewayAnswer } from '../../nodes/WhatsApp/transport/request';
import { answer, dryRun, type DryRun, type Parameters } from './dryRun';

export { items, lines } from './dryRun';

export type Gateway = 'waha' | 'warest';

export const GROUP_ID = '120363000000000001@g.us';
export const GROUP_ROUTE = '/api/default/groups/120363000000000001%40g.us';
export const ANNA = '491701112222@c.us';
export const BEN = '447700900123@c.us';
export const INVITE_CODE = 'Ab12Cd34Ef56Gh78Ij90Kl';
export const INVITE_LINK = `https://chat.whatsapp.com/${INVITE_CODE}`;

/** The answer of a command on the group, without its own fields. */
export const ACTED = { success: true, session: 'default', chatId: GROUP_ID };

/** WAHA's answer that is not JSON: a text or a boolean is sent as text/html. */
export const plain = (text: string, status = 200): GatewayAnswer => ({
	...answer(null, status),
	bytes: Buffer.from(text),
	contentType: 'text/html',
});

/** WARest's envelope for groups and the profile. */
export const enveloped = (result: Json, status = 200): GatewayAnswer =>
	answer(
		{ status: true, code: status === 207 ? 1004 : 1000, message: 'OK', results: [result] },
		status,
	);

const okFor = (gateway: Gateway): GatewayAnswer =>
	gateway === 'waha' ? answer({ success: true }) : enveloped({ status: 'success' });

/** Runs an operation on the group; if no answers are given, the gateway reports success. */
export const onGroup = async (
	gateway: Gateway,
	operation: string,
	parameters: Parameters,
	...answers: GatewayAnswer[]
): Promise<DryRun> =>
	await dryRun(
		gateway,
		['group', operation],
		{ groupId: GROUP_ID, ...parameters },
		answers.length > 0 ? answers : [okFor(gateway)],
	);
