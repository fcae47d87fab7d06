import { textAt, type Json } from '../../portable/json';
import { GatewayProblem } from '../../transport/problem';
import type { GatewayAnswer, Plan } from '../../transport/request';
import type { DialectOf } from '../gateway';
import { path } from '../path';
import { sessionItems, warestCode, warestPayload } from './answers';
import { post, read, repeatable, sessionList, unknownSession } from './requests';
import { readSession } from './shapes';

/** Times the QR code is asked for; WARest itself waits up to 1.5 s for one before each answer. */
const QR_TRIES = 8;

/** Code for a session that is linked already. */
const ALREADY_OPEN = 1104;

function* knownSession(session: string): Plan<Json> {
	const items = sessionItems(yield sessionList);
	const found = items.find((item) => textAt(item, 'id') === session);
	if (found === undefined) throw unknownSession(session, items);
	return found;
}

/**
 * Starting a session whose runtime was stopped starts it with an empty webhook, although the API shows the stored
 * one again seconds later (0.3.44, observed). So the configuration is read before and written back after.
 */
function* keepingWebhook<R>(session: string, start: Plan<R>): Plan<R> {
	const config = path`/api/v1/session/${session}/config`;
	// An empty object changes nothing and is the only way to read the configuration.
	const before = warestPayload(yield { ...post(config, {}), effect: 'read' });
	const result = yield* start;
	const webhookUrl = textAt(before, 'webhookUrl');
	const webhookSecret = textAt(before, 'webhookSecret');
	if (webhookUrl !== null && webhookSecret !== null)
		yield repeatable(post(config, { webhookUrl, webhookSecret }));
	return result;
}

function* askForQr(session: string): Plan<GatewayAnswer> {
	for (let tried = 0; tried < QR_TRIES; tried++) {
		const answer = yield repeatable(read('/api/v1/session/create', { sessionId: session }));
		if (warestCode(answer) === ALREADY_OPEN) throw alreadyConnected(session);
		if (textAt(warestPayload(answer), 'qr') !== null) return answer;
	}
	throw new GatewayProblem(`WARest has no QR code for the session "${session}" yet`, {
		hint: 'The session is still starting. Try again in a few seconds.',
	});
}

const alreadyConnected = (session: string): GatewayProblem =>
	new GatewayProblem(
		`The session "${session}" on WARest is connected already, so there is no QR code`,
		{
			hint: 'Log it out first if another phone shall be linked.',
		},
	);

export const warestSession: DialectOf<'session'> = {
	get: {
		*build({ session }) {
			return yield* knownSession(session);
		},
		read: readSession,
	},
	getMany: {
		*build({ limit }) {
			return sessionItems(yield sessionList).slice(0, limit);
		},
		read: readSession,
	},
	getQrCode: {
		// session/create makes whatever name it is asked for, so an unknown one never gets that far.
		*build({ session }) {
			const status = textAt(yield* knownSession(session), 'status');
			if (status === 'open') throw alreadyConnected(session);
			const running = status !== 'stopped' && status !== 'logged_out';
			return running ? yield* askForQr(session) : yield* keepingWebhook(session, askForQr(session));
		},
		file: (answer, { session }) => ({
			data: Buffer.from(
				(textAt(warestPayload(answer), 'qr') ?? '').replace(/^data:[^,]*,/, ''),
				'base64',
			),
			mimeType: 'image/png',
			fileName: `qr-code-${session}.png`,
			about: { session },
		}),
	},
};
