import { parseChatId, parseMessageId, type ChatId, type ChatKind } from '../../portable/ids';
import { asFilledText, field, optionsField, type Field } from '../field';
import { chatId, phone, session } from '../fields';
import { operation, plainOne } from '../operation';
import { byteText } from './fields';

export type NumberOnWhatsApp = {
	session: string;
	phone: string;
	exists: boolean;
	contactId: string | null;
	lid: string | null;
	country: string | null;
};

export type PollVote = {
	session: string;
	pollMessageId: string | null;
	chatId: string | null;
	creatorId: string | null;
	voterId: string | null;
	title: string | null;
	options: string[];
	/** Null if the gateway does not report them. */
	selectedOptions: string[] | null;
};

const personOption = (displayName: string, name: string, description: string): Field<ChatId> =>
	field(
		{
			displayName,
			name,
			type: 'string',
			default: '',
			placeholder: 'e.g. 491701234567@c.us',
			description,
		},
		(raw) => parseChatId(asFilledText(raw, displayName)),
	);

/** Tools for people and what they sent. */
export const peopleTools = {
	validatePhone: operation({
		name: 'Validate Phone Number',
		action: 'Validate a phone number',
		description:
			'Check whether a number is on WhatsApp; one that could not be looked up counts as not',
		fields: { session, phone },
		returns: plainOne<NumberOnWhatsApp>(),
	}),
	validateJid: operation({
		name: 'Validate Chat ID',
		action: 'Validate a chat ID',
		description: 'Check of what kind an ID is, and whether a person with it is on WhatsApp',
		fields: { session, chatId },
		returns: plainOne<{
			session: string;
			chatId: string;
			type: ChatKind;
			/** Null if the gateway cannot look it up. */
			exists: boolean | null;
		}>(),
	}),
	decryptPollVote: operation({
		name: 'Decrypt Poll Vote',
		action: 'Decrypt a poll vote',
		description:
			'Read who voted in which poll out of an event. WARest 0.3.44 does not tell for what.',
		fields: {
			session,
			payload: byteText({
				displayName: 'Encrypted Payload',
				name: 'encPayload',
				required: true,
				description: 'From the vote in the event: encPayload',
			}),
			iv: byteText({
				displayName: 'Initialization Vector',
				name: 'encIv',
				required: true,
				description: 'From the vote in the event: encIv',
			}),
			pollMessageId: field(
				{
					displayName: 'Poll Message ID',
					name: 'pollMessageId',
					type: 'string',
					default: '',
					required: true,
					placeholder: 'e.g. 3EB0C767D097B7C7C030',
					description: 'Of the message with which the poll was sent',
				},
				(raw) => parseMessageId(asFilledText(raw, 'Poll Message ID')),
			),
			options: optionsField({
				pollChatId: personOption('Chat of Poll', 'pollChatId', 'Where the poll was sent'),
				pollCreator: personOption('Creator of Poll', 'pollCreator', 'Who sent the poll'),
				pollKey: byteText({
					displayName: 'Key of Poll',
					name: 'pollKey',
					typeOptions: { password: true },
					description: 'Needed where the gateway has not stored the poll',
				}),
				voter: personOption('Voter', 'voter', 'Who voted'),
			}),
		},
		returns: plainOne<PollVote>(),
	}),
};
