import { portableId } from '../../portable/ids';
import { isObject, type Json, type JsonObject } from '../../portable/json';
import { plainName } from '../messageType';
import type { Choices, MessageDetails } from '../../portable/shapes';
import { timeAt } from '../../portable/time';
import { amountAt, codeAt, entriesAt, fieldAt, partAt, wordsAt, paramsOf } from './fields';

/**
 * Content besides the text that people act on. WhatsApp's protocol and WhatsApp Web name the fields alike, so one
 * reader serves both.
 */

type Details = Partial<MessageDetails>;

const READERS: Readonly<Record<string, (body: JsonObject) => Details>> = {
	buttons: (body) => ({ choices: buttonsIn(body) }),
	interactive: (body) => ({ choices: interactiveIn(body) }),
	template: (body) => ({ choices: templateIn(body) }),
	list: (body) => ({ choices: listIn(body) }),
	event: (body) => ({ calendarEvent: calendarEventIn(body) }),
	eventinvite: (body) => ({ calendarEvent: calendarEventIn(body) }),
	scheduledcallcreation: (body) => ({ calendarEvent: calendarEventIn(body) }),
	groupinvite: (body) => ({ groupInvite: groupInviteIn(body) }),
	newsletteradmininvite: (body) => ({ channelInvite: channelInviteIn(body, 'admin') }),
	newsletterfollowerinvite: (body) => ({ channelInvite: channelInviteIn(body, 'follower') }),
	order: (body) => ({ order: orderIn(body) }),
	poll: (body) => ({ poll: pollIn(body) }),
	pollcreation: (body) => ({ poll: pollIn(body) }),
	pollresultsnapshot: (body) => ({ poll: pollIn(body) }),
	product: (body) => ({
		product: productIn(partAt(body, 'product'), wordsAt(body, 'businessOwnerJid')),
	}),
	invoice: () => ({ payment: { action: 'invoiced', amount: null, currency: null } }),
	paymentinvite: () => ({ payment: { action: 'invited', amount: null, currency: null } }),
	paymentreminder: (body) => ({ payment: paymentIn(body, 'requested') }),
	requestpayment: (body) => ({ payment: paymentIn(body, 'requested') }),
	sendpayment: (body) => ({ payment: paymentIn(body, 'sent') }),
	splitpayment: (body) => ({ payment: paymentIn(body, 'requested') }),
};

/** The fields of an order, a product and the like in WhatsApp's own form; none for other messages. */
export function detailsIn(name: string, body: JsonObject): Details {
	const kind = plainName(name);
	return Object.hasOwn(READERS, kind) ? (READERS[kind]?.(body) ?? {}) : {};
}

/** WhatsApp counts money in thousandths. */
function moneyAt(value: Json | undefined, name: string): number | null {
	const thousandths = amountAt(value, name);
	return thousandths === null ? null : thousandths / 1000;
}

export const orderIn = (order: Json | undefined): MessageDetails['order'] => ({
	orderId: codeAt(order, 'orderId'),
	title: wordsAt(order, 'orderTitle'),
	itemCount: amountAt(order, 'itemCount'),
	amount: moneyAt(order, 'totalAmount1000'),
	currency: wordsAt(order, 'totalCurrencyCode'),
	seller: idAt(order, 'sellerJid'),
	token: wordsAt(order, 'token'),
});

export const productIn = (
	product: Json | undefined,
	owner: string | null,
): MessageDetails['product'] => ({
	productId: codeAt(product, 'productId'),
	retailerId: codeAt(product, 'retailerId'),
	title: wordsAt(product, 'title'),
	description: wordsAt(product, 'description'),
	amount: moneyAt(product, 'priceAmount1000'),
	saleAmount: moneyAt(product, 'salePriceAmount1000'),
	currency: wordsAt(product, 'currencyCode'),
	url: wordsAt(product, 'url'),
	seller: portableId(owner),
});

export const groupInviteIn = (invite: Json | undefined): MessageDetails['groupInvite'] => ({
	groupId: idAt(invite, 'groupJid') ?? idAt(invite, 'inviteGrp'),
	name: wordsAt(invite, 'groupName') ?? wordsAt(invite, 'inviteGrpName'),
	code: codeAt(invite, 'inviteCode'),
	expiresAt: timeAt(fieldAt(invite, 'inviteExpiration') ?? fieldAt(invite, 'inviteCodeExp')),
});

const channelInviteIn = (
	invite: JsonObject,
	role: MessageDetails['channelInvite']['role'],
): MessageDetails['channelInvite'] => ({
	channelId: idAt(invite, 'newsletterJid'),
	name: wordsAt(invite, 'newsletterName'),
	role,
	expiresAt: timeAt(fieldAt(invite, 'inviteExpiration')),
});

/** Older apps write thousandths, newer ones a value and its divisor. */
function paymentIn(
	body: JsonObject,
	action: MessageDetails['payment']['action'],
): MessageDetails['payment'] {
	const money = [partAt(body, 'amount'), partAt(body, 'totalAmount')].find(
		(one) => amountAt(one, 'value') !== null,
	);
	const value = amountAt(money, 'value');
	const divisor = amountAt(money, 'offset') ?? 1;
	return {
		action,
		amount: value === null ? moneyAt(body, 'amount1000') : value / Math.max(divisor, 1),
		currency: wordsAt(money, 'currencyCode') ?? wordsAt(body, 'currencyCodeIso4217'),
	};
}

/** Options are objects in WhatsApp's own form, and strings in what WARest stores. */
export const pollIn = (poll: Json | undefined): MessageDetails['poll'] => ({
	question: wordsAt(poll, 'name') ?? wordsAt(poll, 'pollName') ?? wordsAt(poll, 'question'),
	options: ['options', 'pollOptions', 'pollVotes']
		.flatMap((name) => entriesAt(poll, name))
		.map((option) => wordsAt(option, 'optionName') ?? wordsAt(option, 'name') ?? wordsAt(option))
		.filter((option) => option !== null),
	selectable:
		['selectableOptionsCount', 'pollSelectableOptionsCount', 'selectable']
			.map((name) => amountAt(poll, name))
			.find((count) => count !== null) ?? null,
});

const calendarEventIn = (event: JsonObject): MessageDetails['calendarEvent'] => ({
	name: wordsAt(event, 'name') ?? wordsAt(event, 'eventTitle') ?? wordsAt(event, 'title'),
	description: wordsAt(event, 'description'),
	place: wordsAt(event, 'location', 'name') ?? wordsAt(event, 'location', 'address'),
	link: wordsAt(event, 'joinLink') ?? wordsAt(event, 'callLink'),
	startsAt: timeAt(fieldAt(event, 'startTime') ?? fieldAt(event, 'scheduledTimestampMs')),
	endsAt: timeAt(fieldAt(event, 'endTime')),
	canceled: fieldAt(event, 'isCanceled') === true,
});

const idAt = (value: Json | undefined, name: string): string | null =>
	portableId(wordsAt(value, name, '_serialized') ?? wordsAt(value, name));

type Option = Choices['options'][number];

const optionsOf = (options: ReadonlyArray<Option | null>): Option[] =>
	options.filter((option) => option !== null);

const option = (id: string | null, text: string | null): Option | null =>
	id === null && text === null ? null : { id, text };

const buttonsIn = (body: JsonObject): Choices => ({
	title: wordsAt(body, 'contentText') === null ? null : wordsAt(body, 'text'),
	footer: wordsAt(body, 'footerText'),
	options: optionsOf(
		entriesAt(body, 'buttons').map((button) =>
			option(codeAt(button, 'buttonId'), wordsAt(button, 'buttonText', 'displayText')),
		),
	),
});

export const listIn = (body: JsonObject): Choices => ({
	title: wordsAt(body, 'title'),
	footer: wordsAt(body, 'footerText'),
	options: rowsIn(entriesAt(body, 'sections')),
});

const rowsIn = (sections: readonly Json[]): Option[] =>
	optionsOf(
		sections
			.flatMap((section) => entriesAt(section, 'rows'))
			.map((row) => option(codeAt(row, 'rowId') ?? codeAt(row, 'id'), wordsAt(row, 'title'))),
	);

/** A button of the newer kind carries JSON; if it opens a list, the rows are in there. */
function nativeOptions(button: Json): Option[] {
	const params = paramsOf(button);
	const rows = rowsIn(entriesAt(params, 'sections'));
	const target = ['id', 'url', 'phone_number', 'copy_code'].map((name) => codeAt(params, name));
	const id = target.find((value) => value !== null) ?? null;
	return rows.length > 0 ? rows : optionsOf([option(id, wordsAt(params, 'display_text'))]);
}

function interactiveIn(body: Json | undefined): Choices {
	return {
		title: wordsAt(body, 'header', 'title'),
		footer: wordsAt(body, 'footer', 'text'),
		options: entriesAt(body, 'nativeFlowMessage', 'buttons').flatMap(nativeOptions),
	};
}

function templateIn(body: JsonObject): Choices {
	const interactive = fieldAt(body, 'interactiveMessageTemplate');
	if (isObject(interactive)) return interactiveIn(interactive);
	const rows = ['hydratedTemplate', 'hydratedFourRowTemplate', 'fourRowTemplate']
		.map((name) => fieldAt(body, name))
		.find(isObject);
	return {
		title: wordsAt(rows, 'hydratedTitleText'),
		footer: wordsAt(rows, 'hydratedFooterText'),
		options: templateOptions(entriesAt(rows, 'hydratedButtons')),
	};
}

const BUTTON_KINDS: ReadonlyArray<readonly [string, string]> = [
	['quickReplyButton', 'id'],
	['urlButton', 'url'],
	['callButton', 'phoneNumber'],
];

export const templateOptions = (buttons: readonly Json[]): Option[] =>
	optionsOf(
		buttons.flatMap((button) =>
			BUTTON_KINDS.map(([kind, target]) => {
				const one = fieldAt(button, kind);
				return option(codeAt(one, target), wordsAt(one, 'displayText'));
			}),
		),
	);
