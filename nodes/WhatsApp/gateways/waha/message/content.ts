import type { Card } from '../../../operations/message/cards';
import type { ListSection } from '../../../operations/message/interactive';
import { defined, type JsonObject } from '../../../portable/json';
import { Refusal } from '../../../portable/refusal';
import { requireType } from '../../shared/fileType';
import type { DialectOf } from '../../gateway';
import { cardsSent, placeSent, wordsSent } from '../../shared/sent';
import { inChat, post, withFile } from '../requests';
import { path } from '../../shared/path';
import { formatChatId } from '../../../portable/ids';
import { EVENTS, LISTS } from '../needs';
import { sentMessage } from '../sent';
import { LACKS_OF_SENDS, sending } from './sending';
import { verifiable, VERIFY_NEEDS } from './verified';

const seconds = (moment: Date): number => Math.floor(moment.getTime() / 1_000);

/** Most buttons under one message that WAHA's validation accepts (2026.7.1). */
const MAX_BUTTONS = 4;

function wahaContact(card: Card): JsonObject {
	if ('vcard' in card) return { vcard: card.vcard };
	if (card.email !== undefined)
		throw new Refusal(
			'WAHA has no field for the email of a contact',
			'Remove it, or give the contact as a vCard.',
		);
	return defined({
		fullName: card.name,
		organization: card.organization,
		phoneNumber: `+${card.phone}`,
		whatsappId: card.whatsAppPhone ?? card.phone,
	});
}

/** The title stands in for a missing row ID, so that the answer to the list says what was chosen. */
function wahaSection({ buttonText, rows, title }: ListSection): JsonObject {
	if (buttonText !== undefined)
		throw new Refusal(
			'WAHA has one button for the whole list',
			'Leave Own Button empty, or send a list for each button.',
		);
	return {
		title: title ?? '',
		rows: rows.map((row) => {
			if (row.header !== undefined)
				throw new Refusal('WAHA has no headers of rows', 'Write it into the title of the row.');
			return defined({
				title: row.title,
				rowId: row.id ?? row.title,
				description: row.description,
			});
		}),
	};
}

export const contentMessages = {
	sendButtons: {
		build: (m) => {
			if (m.buttons.length > MAX_BUTTONS)
				throw new Refusal(
					`WAHA takes ${MAX_BUTTONS} buttons, these are ${m.buttons.length}`,
					'Remove some.',
				);
			const request = sending(m, '/api/sendButtons', {
				header: m.options.header,
				body: m.text,
				footer: m.options.footer,
				buttons: m.buttons.map((button) => ({ ...button })),
			});
			const { headerImage } = m.options;
			if (headerImage === undefined) return request;
			requireType(headerImage, ['image/'], 'The header takes a picture.');
			return withFile(request, headerImage, 'image/jpeg', 'headerImage');
		},
		lacks: {
			...LACKS_OF_SENDS,
			quotedMessageId: 'WAHA cannot answer a message with buttons.',
		},
		read: (raw, m) => sentMessage(raw, m, wordsSent('buttons', m.text, {})),
	},
	sendContact: {
		optionNeeds: VERIFY_NEEDS,
		build: (m) =>
			verifiable(
				m,
				sending(m, '/api/sendContactVcard', {
					contacts: m.contacts.map(wahaContact),
					reply_to: m.options.quotedMessageId,
				}),
			),
		lacks: LACKS_OF_SENDS,
		read: (raw, m) => sentMessage(raw, m, cardsSent(m.contacts, m.options)),
	},
	sendList: {
		needs: LISTS,
		build: (m) =>
			sending(m, '/api/sendList', {
				message: defined({
					// WAHA's documents require a title; an empty text stands for none.
					title: m.options.listTitle ?? '',
					description: m.text,
					footer: m.options.footer,
					button: m.buttonText,
					sections: m.sections.map(wahaSection),
				}),
				reply_to: m.options.quotedMessageId,
			}),
		lacks: { ...LACKS_OF_SENDS, headerImage: 'WAHA cannot put a picture above a list.' },
		read: (raw, m) => sentMessage(raw, m, wordsSent('list', m.text, m.options)),
	},
	sendLocation: {
		optionNeeds: VERIFY_NEEDS,
		build: (m) =>
			verifiable(
				m,
				sending(m, '/api/sendLocation', {
					latitude: m.latitude,
					longitude: m.longitude,
					// WAHA's documents require a title; an empty text stands for none.
					title: m.options.placeName ?? '',
					reply_to: m.options.quotedMessageId,
				}),
			),
		lacks: { ...LACKS_OF_SENDS, address: 'Write the address into Place Name.' },
		read: (raw, m) => sentMessage(raw, m, placeSent(m, m.options)),
	},
	sendEvent: {
		needs: EVENTS,
		build: (m) => {
			const { endsAt, eventDescription, eventPlace, extraGuests, quotedMessageId } = m.options;
			if (endsAt !== undefined && endsAt <= m.startsAt)
				throw new Refusal('The event ends before it starts', 'Check Starts At and Ends At.');
			return inChat(
				m,
				post(
					path`/api/${m.session}/events`,
					defined({
						chatId: formatChatId(m.chatId),
						reply_to: quotedMessageId,
						event: defined({
							name: m.eventName,
							description: eventDescription,
							startTime: seconds(m.startsAt),
							endTime: endsAt && seconds(endsAt),
							location: eventPlace === undefined ? undefined : { name: eventPlace },
							extraGuestsAllowed: extraGuests,
						}),
					}),
				),
			);
		},
		read: (raw, m) => sentMessage(raw, m, wordsSent('event', m.eventName, m.options)),
	},
	sendPoll: {
		optionNeeds: VERIFY_NEEDS,
		build: (m) =>
			verifiable(
				m,
				sending(m, '/api/sendPoll', {
					poll: { name: m.question, options: m.answers, multipleAnswers: m.multipleAnswers },
					reply_to: m.options.quotedMessageId,
				}),
			),
		lacks: {
			...LACKS_OF_SENDS,
			maxSelection: 'With Multiple Answers WAHA lets a person choose as many as there are.',
		},
		read: (raw, m) => sentMessage(raw, m, wordsSent('poll', m.question, m.options)),
	},
} satisfies Partial<DialectOf<'message'>>;
