import type { Card } from '../../../operations/message/cards';
import type { Button, ListSection } from '../../../operations/message/interactive';
import { defined, type JsonObject } from '../../../portable/json';
import type { MediaInput } from '../../../portable/media';
import { bareMimeType } from '../../../portable/mimeType';
import { Refusal } from '../../../portable/refusal';
import type { GatewayRequest } from '../../../transport/request';
import { missing, type DialectOf } from '../../gateway';
import { requireType } from '../../shared/fileType';
import { cardsSent, placeSent, wordsSent } from '../../shared/sent';
import { readSent } from '../shapes';
import { LACKS_OF_SENDS, optionsOf, refuseOwnName, refuseOwnType, sending, sent } from './sending';

/** Most buttons under one message; more would be silently dropped (0.3.44). */
const MAX_BUTTONS = 10;

/**
 * The image above buttons and lists. Without this field WARest shows a placeholder from the internet; an empty text
 * means none. The JSON of a send may have 1000 MB, unlike that of a profile picture (0.3.44). WARest would read a text
 * that is a path from its own disk, so it gets only addresses and data URIs.
 */
function withImage(request: GatewayRequest, image: MediaInput | undefined): GatewayRequest {
	const body = (text: string): JsonObject => ({ ...request.body, image: text });
	if (image === undefined) return { ...request, body: body('') };
	requireType(image, ['image/'], 'The header takes a picture.');
	refuseOwnName(image);
	refuseOwnType(image);
	if (image.kind === 'url') return { ...request, body: body(image.url) };
	const prefix = `data:${bareMimeType(image.mimeType)};base64,`;
	return {
		...request,
		upload: { as: 'base64', file: image, into: ['image'], prefix },
	};
}

const warestButton = ({ text, ...button }: Button): JsonObject => ({
	displayText: text,
	...button,
});

/** A single list needs only its sections; sections with their own buttons become additional lists. */
function listsOf(buttonText: string, sections: readonly ListSection[]): JsonObject {
	const byButton = new Map<string, JsonObject[]>();
	for (const { buttonText: own, rows, title } of sections) {
		const button = own ?? buttonText;
		const section = defined({ title, rows: rows.map((row) => ({ ...row })) });
		byButton.set(button, [...(byButton.get(button) ?? []), section]);
	}
	const lists = [...byButton].map(([button, parts]) => ({ buttonText: button, sections: parts }));
	const [only] = lists;
	return lists.length === 1 && only !== undefined ? only : { lists };
}

/** WARest accepts one contact, and only by its details. */
function warestContact([card, ...others]: readonly Card[]): JsonObject {
	if (card === undefined || others.length > 0)
		throw new Refusal(
			`WARest sends one contact at a time, these are ${others.length + 1}`,
			'Use one item for each contact.',
		);
	if ('vcard' in card)
		throw new Refusal('WARest takes no vCard', 'Give name and phone number of the contact.');
	if (card.whatsAppPhone !== undefined)
		throw new Refusal('WARest takes one number of a contact only', 'Leave WhatsApp Number empty.');
	// One name is shown above the message, the other in the card itself.
	return defined({
		name: card.name,
		fullName: card.name,
		phone: card.phone,
		organization: card.organization,
		email: card.email,
	});
}

function answersAllowed(m: {
	readonly answers: readonly string[];
	readonly multipleAnswers: boolean;
	readonly options: { readonly maxSelection?: number };
}): number {
	const { maxSelection } = m.options;
	if (maxSelection === undefined) return m.multipleAnswers ? m.answers.length : 1;
	if (!m.multipleAnswers && maxSelection > 1)
		throw new Refusal(
			'The poll allows several answers per person, but Multiple Answers is off',
			'Switch Multiple Answers on, or remove Most Answers per Person.',
		);
	if (maxSelection > m.answers.length)
		throw new Refusal(
			`A person cannot choose ${maxSelection} of ${m.answers.length} answers`,
			'Lower Most Answers per Person.',
		);
	return maxSelection;
}

export const contentMessages = {
	sendButtons: {
		build: (m) => {
			if (m.buttons.length > MAX_BUTTONS)
				throw new Refusal(
					`WARest takes ${MAX_BUTTONS} buttons, these are ${m.buttons.length}`,
					'Remove some.',
				);
			const request = sending(m, 'button', {
				text: m.text,
				footer: m.options.footer,
				buttons: m.buttons.map(warestButton),
				...optionsOf(m.options),
			});
			return sent(m, withImage(request, m.options.headerImage));
		},
		lacks: { header: 'Write the header into the text, for example in *bold*.' },
		read: (raw, m) => readSent(raw, m, wordsSent('buttons', m.text, m.options)),
	},
	sendContact: {
		build: (m) =>
			sent(
				m,
				sending(m, 'contact', { contact: warestContact(m.contacts), ...optionsOf(m.options) }),
			),
		lacks: LACKS_OF_SENDS,
		read: (raw, m) => readSent(raw, m, cardsSent(m.contacts, m.options)),
	},
	sendList: {
		build: (m) => {
			const request = sending(m, 'list', {
				text: m.text,
				footer: m.options.footer,
				...listsOf(m.buttonText, m.sections),
				...optionsOf(m.options),
			});
			return sent(m, withImage(request, m.options.headerImage));
		},
		lacks: { listTitle: 'WARest shows one text only; write the title into it.' },
		read: (raw, m) => readSent(raw, m, wordsSent('list', m.text, m.options)),
	},
	sendLocation: {
		build: (m) =>
			sent(
				m,
				sending(m, 'location', {
					location: defined({
						latitude: m.latitude,
						longitude: m.longitude,
						name: m.options.placeName,
						address: m.options.address,
					}),
					...optionsOf(m.options),
				}),
			),
		lacks: LACKS_OF_SENDS,
		read: (raw, m) => readSent(raw, m, placeSent(m, m.options)),
	},
	sendEvent: missing(
		'WARest cannot send events. Use Message > Send Text with date and place, or Message > Send Poll.',
	),
	sendPoll: {
		build: (m) =>
			sent(
				m,
				sending(m, 'poll', {
					question: m.question,
					options: m.answers,
					maxSelection: answersAllowed(m),
					...optionsOf(m.options),
				}),
			),
		lacks: LACKS_OF_SENDS,
		read: (raw, m) => readSent(raw, m, wordsSent('poll', m.question, m.options)),
	},
} satisfies Partial<DialectOf<'message'>>;
