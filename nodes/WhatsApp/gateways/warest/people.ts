import type { NumberOnWhatsApp } from '../../operations/utility/people';
import { formatChatId, portableId, type ChatId } from '../../portable/ids';
import { booleanAt, defined, listAt, textAt, type Json } from '../../portable/json';
import type { DialectOf } from '../gateway';
import { warestPayload } from './answers';
import { warestJid, warestMessageId } from './requests';
import { jidToLookUp, tool } from './tools';

/** The server looks up phone numbers, and knows the one broadcast that always exists. */
const canLookUp = ({ kind, user }: ChatId): boolean =>
	kind === 'person' || (kind === 'broadcast' && user === 'status');

/**
 * For these country codes, which several countries share, the server names just one of them (0.3.44, observed for +1).
 */
const isShared = (phone: string): boolean => /^[17]/.test(phone);

function readNumber(
	raw: Json,
	{ session, phone }: { session: string; phone: string },
): NumberOnWhatsApp {
	const exists = booleanAt(raw, 'data', 'exists') === true;
	return {
		session,
		phone,
		exists,
		contactId: exists ? portableId(textAt(raw, 'data', 'jid')) : null,
		lid: portableId(textAt(raw, 'data', 'lid')),
		country: isShared(phone) ? null : textAt(raw, 'data', 'country'),
	};
}

const namesIn = (raw: Json, member: string): string[] =>
	listAt(raw, member)
		.map((entry) => textAt(entry, 'name') ?? textAt(entry))
		.filter((name) => name !== null);

export const warestPeople = {
	decryptPollVote: {
		build: ({ session, payload, iv, pollMessageId, options }) => {
			const { pollChatId, pollCreator, pollKey, voter } = options;
			const creator = pollCreator && jidToLookUp(pollCreator);
			return tool(
				'/api/v1/misc/whatsapp/poll-update-vote',
				defined({
					sessionId: session,
					pollUpdateVote: {
						// Buffers as events contain them are refused, so both are base64 here (0.3.44, observed).
						vote: { encPayload: payload, encIv: iv },
						pollCreationMessageKey: defined({
							id: warestMessageId(pollMessageId),
							remoteJid: pollChatId && jidToLookUp(pollChatId),
							// Only messages in a group name their sender.
							participant: pollChatId?.kind === 'group' ? creator : undefined,
						}),
					},
					pollEncKey: pollKey,
					pollCreatorJid: creator,
					voterJid: voter && jidToLookUp(voter),
				}),
			);
		},
		read: (raw, { session, pollMessageId }) => {
			const selected = namesIn(raw, 'votedOptionNames');
			return {
				session,
				pollMessageId: textAt(raw, 'messageKey', 'id') ?? pollMessageId,
				chatId: portableId(textAt(raw, 'messageKey', 'remoteJid')),
				creatorId: portableId(textAt(raw, 'pollCreatorJid')),
				voterId: portableId(textAt(raw, 'voterJid')),
				title: textAt(raw, 'pollTitle'),
				options: namesIn(raw, 'pollOptions'),
				selectedOptions: selected.length === 0 ? null : selected,
			};
		},
		// It takes the options' hashes for their numbers, so no option is ever named (0.3.44, observed).
		hint: (raw) =>
			namesIn(raw, 'votedOptionNames').length > 0
				? null
				: 'WARest opened the vote but does not tell which options were chosen: version 0.3.44 cannot.',
	},
	validateJid: {
		/**
		 * The server takes the digits of groups and channels for phone numbers, and says that hidden ids do not exist
		 * (0.3.44, observed). So only chats that it can look up are requested.
		 */
		*build({ session, chatId }) {
			if (!canLookUp(chatId)) return { data: { exists: null } };
			const request = tool('/api/v1/misc/whatsapp/validate/jid', {
				sessionId: session,
				jid: warestJid(chatId),
			});
			return warestPayload(yield request);
		},
		read: (raw, { session, chatId }) => ({
			session,
			chatId: formatChatId(chatId),
			type: chatId.kind,
			exists: booleanAt(raw, 'data', 'exists'),
		}),
		hint: (_, { chatId }) =>
			canLookUp(chatId)
				? null
				: 'WARest looks up phone numbers only, so nothing is known of the others. Use Group > Get for a group.',
	},
	validatePhone: {
		/**
		 * Before a number of up to 12 digits that does not begin with `country`, the server puts that code, 62 by default
		 * (0.3.44, observed). It compares only beginnings, so the first digit of a complete number keeps the number
		 * unchanged, whatever its country. A list of country codes would only add another source of errors.
		 */
		build: ({ session, phone }) =>
			tool('/api/v1/misc/whatsapp/validate/phone', {
				sessionId: session,
				phone,
				country: phone.slice(0, 1),
			}),
		read: readNumber,
	},
} satisfies Partial<DialectOf<'utility'>>;
