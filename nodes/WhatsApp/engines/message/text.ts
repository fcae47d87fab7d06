import type { Json, JsonObject } from '../../portable/json';
import { plainName } from '../messageType';
import { entriesAt, fieldAt, partAt, wordsAt, paramsOf } from './fields';
import { openMessage } from './open';
import { anyWords } from './unknown';

/** Messages inside messages (notes of payments, templates in templates) are read to this depth. */
const MAX_DEPTH = 8;

type Paths = ReadonlyArray<readonly string[]>;

/** Where each kind has its text: first what a person wrote, then what names the thing. */
const PATHS: Readonly<Record<string, Paths>> = {
	conversation: [['text']],
	extendedtext: [['text']],
	image: [['caption']],
	video: [['caption']],
	ptv: [['caption']],
	// A document's title repeats its file name.
	document: [['caption']],
	audio: [],
	sticker: [],
	stickerpack: [['caption'], ['name']],
	// The names of places and contacts are in fields of their own.
	location: [['comment']],
	livelocation: [['caption']],
	contact: [],
	contactsarray: [],
	pollcreation: [['name']],
	pollresultsnapshot: [['name']],
	buttons: [['contentText'], ['text'], ['footerText']],
	buttonsresponse: [['selectedDisplayText']],
	list: [['description'], ['title'], ['footerText'], ['buttonText']],
	// The person who chose a row did not write its description.
	listresponse: [['title'], ['description']],
	templatebuttonreply: [['selectedDisplayText']],
	event: [['name'], ['description']],
	eventinvite: [['caption'], ['eventTitle']],
	scheduledcallcreation: [['title']],
	order: [['message'], ['orderTitle']],
	product: [
		['body'],
		['product', 'title'],
		['product', 'description'],
		['catalog', 'title'],
		['catalog', 'description'],
		['footer'],
	],
	invoice: [['note']],
	paymentreminder: [['description']],
	splitpayment: [['description']],
	groupinvite: [['caption'], ['groupName']],
	newsletteradmininvite: [['caption'], ['newsletterName']],
	newsletterfollowerinvite: [['caption'], ['newsletterName']],
	pininchat: [],
	questionresponse: [['text']],
	statusquestionanswer: [['text']],
	statusquoted: [['text']],
};

type Rule = (body: Json | undefined, depth: number) => string | null;

/** Kinds whose text is inside other messages, or in several places at once. */
const RULES: Readonly<Record<string, Rule>> = {
	interactive: interactiveText,
	interactiveresponse: (body) => wordsAt(body, 'body', 'text') ?? chosenText(body),
	template: templateText,
	highlystructured: structuredText,
	sendpayment: noteText,
	requestpayment: noteText,
	richresponse: richText,
};

/**
 * The text of a message in WhatsApp's own form: its text or caption, a template's content, a poll's question, an
 * event's name, the row chosen from a list, the note of a payment. Null if it has none. Never bytes.
 */
export function messageText(message: Json | undefined, depth = 0): string | null {
	const { name, body, standing } = openMessage(message);
	return name === null || standing !== 'content' ? null : bodyText(name, body, depth);
}

/** Like messageText, for the member with the given name. */
export function bodyText(name: string, body: JsonObject, depth = 0): string | null {
	if (depth > MAX_DEPTH) return null;
	const kind = plainName(name);
	if (Object.hasOwn(RULES, kind)) return RULES[kind]?.(body, depth) ?? null;
	const paths = Object.hasOwn(PATHS, kind) ? PATHS[kind] : undefined;
	return paths === undefined ? anyWords(body) : firstOf(body, paths);
}

const firstOf = (body: Json | undefined, paths: Paths): string | null =>
	paths.map((path) => wordsAt(body, ...path)).find((words) => words !== null) ?? null;

/** Joins the lines that exist; null when there is none. */
const lines = (texts: ReadonlyArray<string | null>): string | null =>
	texts.filter((text) => text !== null).join('\n') || null;

function noteText(body: Json | undefined, depth: number): string | null {
	return messageText(fieldAt(body, 'noteMessage'), depth + 1);
}

function interactiveText(body: Json | undefined, depth: number): string | null {
	if (depth > MAX_DEPTH) return null;
	const cards = entriesAt(body, 'carouselMessage', 'cards');
	return (
		firstOf(body, [
			['body', 'text'],
			['header', 'title'],
			['header', 'subtitle'],
		]) ??
		lines(cards.map((card) => interactiveText(card, depth + 1))) ??
		firstOf(body, [
			['footer', 'text'],
			['header', 'imageMessage', 'caption'],
			['header', 'videoMessage', 'caption'],
			['header', 'documentMessage', 'caption'],
			['header', 'productMessage', 'product', 'title'],
		])
	);
}

/** The forms of a template, first the one that apps prefer. */
const TEMPLATES = ['hydratedTemplate', 'hydratedFourRowTemplate', 'fourRowTemplate'];

function templateText(body: Json | undefined, depth: number): string | null {
	if (depth > MAX_DEPTH) return null;
	const forms = TEMPLATES.map((name) => fourRowText(fieldAt(body, name), depth));
	const interactive = fieldAt(body, 'interactiveMessageTemplate');
	return forms.find((text) => text !== null) ?? interactiveText(interactive, depth + 1);
}

/** The four rows of a template are title, content, footer and buttons. */
function fourRowText(template: Json | undefined, depth: number): string | null {
	if (template === undefined) return null;
	return (
		wordsAt(template, 'hydratedContentText') ??
		structuredText(fieldAt(template, 'content'), depth + 1) ??
		wordsAt(template, 'hydratedTitleText') ??
		structuredText(fieldAt(template, 'highlyStructuredMessage'), depth + 1) ??
		firstOf(template, [
			['imageMessage', 'caption'],
			['videoMessage', 'caption'],
			['documentMessage', 'caption'],
			['locationMessage', 'name'],
			['hydratedFooterText'],
		]) ??
		structuredText(fieldAt(template, 'footer'), depth + 1)
	);
}

/** A text that the apps made from a template of their own; if they have not yet, its parts. */
function structuredText(body: Json | undefined, depth: number): string | null {
	if (body === undefined || depth > MAX_DEPTH) return null;
	const params = entriesAt(body, 'params').map((param) => wordsAt(param));
	const localized = entriesAt(body, 'localizableParams').map((param) => wordsAt(param, 'default'));
	return templateText(fieldAt(body, 'hydratedHsm'), depth + 1) ?? lines(params) ?? lines(localized);
}

/** The answer of WhatsApp's assistant, part by part. */
function richText(body: Json | undefined): string | null {
	return lines(
		entriesAt(body, 'submessages').map(
			(part) =>
				wordsAt(part, 'messageText') ??
				lines(
					entriesAt(part, 'codeMetadata', 'codeBlocks').map((block) =>
						wordsAt(block, 'codeContent'),
					),
				),
		),
	);
}

/** Newer buttons answer with a JSON string. */
function chosenText(body: Json | undefined): string | null {
	const params = paramsOf(partAt(body, 'nativeFlowResponseMessage'));
	return firstOf(params, [['display_text'], ['title'], ['text']]);
}
