import { formatChatId, type ChatId } from '../../portable/ids';
import { defined, type Json, type JsonObject } from '../../portable/json';
import { GatewayProblem } from '../../portable/problem';
import { Refusal } from '../../portable/refusal';
import type { SentContent, Sent } from '../../portable/sent';
import type { GatewayAnswer, GatewayRequest, Plan } from '../../transport/request';
import type { DialectOf } from '../gateway';
import { path } from '../shared/path';
import { captionedSent, fileSent, plainTextSent } from '../shared/sent';
import { wahaSentence } from './answers';
import { withFile, inChat, post } from './requests';
import { confirmation } from './plain';
import { sentMessage } from './sent';
import { VERIFY_NEEDS, verifiedById } from './message/verified';
import { MESSAGE_IDS, SOCKETS } from './needs';

/** The chat in which WhatsApp keeps statuses. */
const STATUS: ChatId = { kind: 'broadcast', user: 'status' };

interface Posting {
	readonly session: string;
	readonly options: {
		readonly contacts?: readonly ChatId[];
		readonly newMessageId?: string;
		readonly verifyAfterTimeout?: boolean;
	};
}

const toStatus = (session: string, request: GatewayRequest): GatewayRequest =>
	inChat({ session, chatId: STATUS }, request);

/** Who sees a status; all contacts if nobody is named. */
const contactsOf = ({ options }: Pick<Posting, 'options'>): string[] | undefined =>
	options.contacts?.map(formatChatId);

const posting = (
	m: Posting,
	kind: 'text' | 'image' | 'voice' | 'video',
	content: JsonObject,
): GatewayRequest => {
	refuseSharedId(m);
	return toStatus(
		m.session,
		post(
			path`/api/${m.session}/status/${kind}`,
			defined({ ...content, contacts: contactsOf(m), id: m.options.newMessageId }),
		),
	);
};

/** How a server of 2024 fails if nobody is named, before it sends anything (2024.10.8, observed). */
const wantsContacts = (answer: GatewayAnswer): boolean =>
	answer.status === 500 &&
	wahaSentence(answer.body) === "Cannot read properties of undefined (reading 'map')";

/** @throws GatewayProblem if the server is too old to determine by itself who sees a status */
function* seenByAll(m: Posting, request: GatewayRequest): Plan<GatewayAnswer> {
	if (m.options.contacts !== undefined) return yield request;
	const answer = yield { ...request, tolerate: wantsContacts };
	if (!wantsContacts(answer)) return answer;
	throw new GatewayProblem('This WAHA must be told who sees a status', {
		status: answer.status,
		hint: 'Add the option Contacts with the phone numbers of those people. Newer servers show it to all contacts by themselves.',
		fate: 'notDone',
	});
}

function* posted(m: Posting, request: GatewayRequest): Plan<Json> {
	const send = (it: GatewayRequest): Plan<GatewayAnswer> => seenByAll(m, it);
	if (m.options.verifyAfterTimeout !== true) return (yield* send(request)).body;
	return yield* verifiedById({ session: m.session, chatId: STATUS }, request, send);
}

/** @throws Refusal if the search for a post would find another one of the same status */
function refuseSharedId({ options }: Posting): void {
	if (options.verifyAfterTimeout === true && options.newMessageId !== undefined)
		throw new Refusal(
			'Verify After Timeout does not go together with New Message ID',
			'Posts with one ID are one status, so a look cannot tell whether this one is there. Remove one of the two options.',
		);
}

const sentStatus = <C extends SentContent>(raw: Json, m: Posting, content: C): Sent<C> =>
	sentMessage(raw, { session: m.session, chatId: STATUS }, content);

/** Required versions and engines for the options that every post has. */
const OPTION_NEEDS = { ...VERIFY_NEEDS, newMessageId: MESSAGE_IDS };

export const wahaStatus: DialectOf<'status'> = {
	delete: {
		needs: SOCKETS,
		*build(m) {
			const body = defined({ id: m.messageId, contacts: contactsOf(m) });
			const request = post(path`/api/${m.session}/status/delete`, body);
			return confirmation(
				yield* seenByAll(m, toStatus(m.session, request)),
				'Check that the status is one of your own and less than a day old.',
			);
		},
		read: (_, m) => ({ session: m.session, messageId: m.messageId }),
	},
	sendImage: {
		optionNeeds: OPTION_NEEDS,
		build: (m) =>
			posted(
				m,
				withFile(posting(m, 'image', { caption: m.caption ?? undefined }), m.media, 'image/jpeg'),
			),
		read: (raw, m) => sentStatus(raw, m, captionedSent('image', m)),
	},
	sendText: {
		optionNeeds: OPTION_NEEDS,
		build: (m) =>
			posted(
				m,
				posting(m, 'text', {
					text: m.text,
					backgroundColor: m.backgroundColor,
					font: m.font,
					linkPreview: m.options.linkPreview,
					linkPreviewHighQuality: m.options.linkPreviewHighQuality,
				}),
			),
		read: (raw, m) => sentStatus(raw, m, plainTextSent(m.text)),
	},
	sendVideo: {
		optionNeeds: OPTION_NEEDS,
		build: (m) =>
			posted(
				m,
				withFile(
					posting(m, 'video', { caption: m.caption ?? undefined, convert: m.options.convert }),
					m.media,
					'video/mp4',
				),
			),
		read: (raw, m) => sentStatus(raw, m, captionedSent('video', m)),
	},
	sendVoice: {
		optionNeeds: OPTION_NEEDS,
		build: (m) =>
			posted(
				m,
				withFile(
					posting(m, 'voice', {
						backgroundColor: m.backgroundColor,
						convert: m.options.convert,
					}),
					m.media,
					'audio/ogg; codecs=opus',
				),
			),
		read: (raw, m) => sentStatus(raw, m, fileSent('voice', m.media)),
	},
};
