import type { Card } from '../../../operations/message/cards';
import type { Button, ListSection } from '../../../operations/message/interactive';
import { defined, type JsonObject } from '../../../portable/json';
import type { MediaInput } from '../../../portable/media';
import { Refusal } from '../../../portable/refusal';
import { missing, type DialectOf } from '../../gateway';
import { requireType } from '../../shared/fileType';
import { cardsSent, placeSent, wordsSent } from '../../shared/sent';
import { sentMessage } from '../sent';
import { LACKS_OF_SENDS, NO_VERIFYING, optionsOf, sending, sent, VERIFY_NEEDS } from './sending';

/** The most of each kind that the server accepts under one message (2.3.7, read in its source). */
const MAX_REPLIES = 3;

/** Most answers of a poll that the server accepts (2.3.7, read in its source). */
const MAX_ANSWERS = 10;

function buttonOf(button: Button): JsonObject {
	const { text: displayText, type } = button;
	switch (type) {
		case 'reply':
			return { type, displayText, id: button.id ?? displayText };
		case 'url':
			return { type, displayText, url: button.url };
		case 'call':
			return { type, displayText, phoneNumber: button.phoneNumber };
		case 'copy':
			return { type, displayText, copyCode: button.copyCode };
	}
}

/** @throws Refusal for buttons that the server refuses together */
function buttonsOf(buttons: readonly Button[]): JsonObject[] {
	const replies = buttons.filter(({ type }) => type === 'reply').length;
	if (replies > MAX_REPLIES)
		throw new Refusal(
			`Evolution API takes ${MAX_REPLIES} buttons of the type Reply, these are ${replies}`,
			'Remove some, or use Message > Send List.',
		);
	if (replies > 0 && replies < buttons.length)
		throw new Refusal(
			'Evolution API cannot put buttons of the type Reply beside others',
			'Use one of the two, or two messages.',
		);
	return buttons.map(buttonOf);
}

/** The image above buttons; the server accepts only an address. */
function headerOf(image: MediaInput | undefined): JsonObject {
	if (image === undefined) return {};
	requireType(image, ['image/'], 'The header takes a picture.');
	if (image.kind === 'url') return { thumbnailUrl: image.url };
	throw new Refusal(
		'Evolution API takes the picture above buttons from a web address only',
		'Give the address of the picture as Header Image.',
	);
}

/** The server writes the vCard itself. */
function contactOf(card: Card): JsonObject {
	if ('vcard' in card)
		throw new Refusal('Evolution API takes no vCard', 'Give name and phone number of the contact.');
	return defined({
		fullName: card.name,
		wuid: card.whatsAppPhone ?? card.phone,
		phoneNumber: `+${card.phone}`,
		organization: card.organization,
		email: card.email,
	});
}

/**
 * The title stands in for a missing row ID. An empty description is refused, so none is sent.
 * @param standard the heading of a section without a title
 */
function sectionOf({ buttonText, rows, title }: ListSection, standard: string): JsonObject {
	if (buttonText !== undefined)
		throw new Refusal(
			'Evolution API has one button for the whole list',
			'Leave Own Button empty, or send a list for each button.',
		);
	return {
		title: title ?? standard,
		rows: rows.map((row) => {
			if (row.header !== undefined)
				throw new Refusal(
					'Evolution API has no headers of rows',
					'Write it into the title of the row.',
				);
			return defined({
				title: row.title,
				rowId: row.id ?? row.title,
				description: row.description,
			});
		}),
	};
}

interface Poll {
	readonly answers: readonly string[];
	readonly multipleAnswers: boolean;
	readonly options: { readonly maxSelection?: number };
}

/** How many answers one may choose; 0 means any number. */
function selectable({ answers, multipleAnswers, options: { maxSelection } }: Poll): number {
	if (answers.length > MAX_ANSWERS)
		throw new Refusal(
			`Evolution API takes ${MAX_ANSWERS} answers of a poll, these are ${answers.length}`,
			'Remove some.',
		);
	if (maxSelection === undefined) return multipleAnswers ? 0 : 1;
	if (!multipleAnswers && maxSelection > 1)
		throw new Refusal(
			'The poll allows several answers per person, but Multiple Answers is off',
			'Switch Multiple Answers on, or remove Most Answers per Person.',
		);
	if (maxSelection > answers.length)
		throw new Refusal(
			`A person cannot choose ${maxSelection} of ${answers.length} answers`,
			'Lower Most Answers per Person.',
		);
	return maxSelection;
}

export const contentMessages = {
	sendEvent: missing(
		'Evolution API cannot send events. Use Message > Send Text with date and place, or Message > Send Poll.',
	),
	sendButtons: {
		build: (m) =>
			sent(
				m,
				sending(m, 'sendButtons', {
					// The title is shown on top; without a header it is the text itself.
					title: m.options.header ?? m.text,
					description: m.options.header === undefined ? undefined : m.text,
					footer: m.options.footer,
					...headerOf(m.options.headerImage),
					buttons: buttonsOf(m.buttons),
					...optionsOf(m),
				}),
			),
		lacks: LACKS_OF_SENDS,
		read: (raw, m) => sentMessage(raw, m, wordsSent('buttons', m.text, m.options)),
	},
	sendContact: {
		build: (m) => sent(m, sending(m, 'sendContact', { contact: m.contacts.map(contactOf) })),
		lacks: {
			...LACKS_OF_SENDS,
			quotedMessageId: 'Evolution API cannot answer a message with a contact.',
			verifyAfterTimeout: NO_VERIFYING,
		},
		read: (raw, m) => sentMessage(raw, m, cardsSent(m.contacts, {})),
	},
	sendList: {
		build: (m) =>
			sent(
				m,
				sending(m, 'sendList', {
					// A title is required and shown on top; if none is set it is the text itself.
					title: m.options.listTitle ?? m.text,
					description: m.options.listTitle === undefined ? undefined : m.text,
					footerText: m.options.footer ?? '',
					buttonText: m.buttonText,
					sections: m.sections.map((section) => sectionOf(section, m.buttonText)),
					...optionsOf(m),
				}),
			),
		lacks: { ...LACKS_OF_SENDS, headerImage: 'Evolution API cannot put a picture above a list.' },
		read: (raw, m) => sentMessage(raw, m, wordsSent('list', m.text, m.options)),
	},
	sendLocation: {
		build: (m) =>
			sent(
				m,
				sending(m, 'sendLocation', {
					latitude: m.latitude,
					longitude: m.longitude,
					// The server requires both; an empty text stands for none.
					name: m.options.placeName ?? '',
					address: m.options.address ?? '',
					...optionsOf(m),
				}),
			),
		lacks: { ...LACKS_OF_SENDS, verifyAfterTimeout: NO_VERIFYING },
		read: (raw, m) => sentMessage(raw, m, placeSent(m, m.options)),
	},
	sendPoll: {
		optionNeeds: VERIFY_NEEDS,
		build: (m) =>
			sent(
				m,
				sending(m, 'sendPoll', {
					name: m.question,
					selectableCount: selectable(m),
					values: m.answers,
					...optionsOf(m),
				}),
			),
		lacks: LACKS_OF_SENDS,
		read: (raw, m) => sentMessage(raw, m, wordsSent('poll', m.question, m.options)),
	},
} satisfies Partial<DialectOf<'message'>>;
