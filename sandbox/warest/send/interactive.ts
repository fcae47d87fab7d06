import { asObject, asString, isObject, type JsonObject } from '../../http/json';
import type { ListRow, ListSection, MessageButton } from '../../world';
import { isUrl } from '../bytes';
import type { WarestCall, WarestContext } from '../context';
import { failure, sent, type WarestAnswer } from '../envelopes';
import { textIn } from '../fields';
import { newUlid } from '../../delivery/ulid';
import { missing, readEnvelope, sendToEach, textOrNull, unexplained } from './envelope';
import { bodyOnly } from './simple';

/** The default image on top (v0.3.44, default of INTERACTIVE_DEFAULT_IMAGE). */
const DEFAULT_IMAGE = 'https://placehold.co/800x400.png';
const MAX_BUTTONS = 10;

/** If absent, the default image; if empty, none; any other text is looked for on the server's disk. */
function imageIn(call: WarestCall, warest: WarestContext): string | null {
	const { image } = call.body;
	if (image === undefined || image === null) return DEFAULT_IMAGE;
	const text = asString(image) ?? '';
	if (text === '') return null;
	if (!isUrl(text) && !text.startsWith('data:')) {
		const file = warest.disk.read(call.route, 'image', text);
		if (!file) throw unexplained();
		return `data:application/octet-stream;base64,${file.toString('base64')}`;
	}
	return text;
}

/** Where each kind of button has its value. */
const VALUE_NAMES = { reply: 'id', url: 'url', call: 'phoneNumber', copy: 'copyCode' };

function isKind(kind: string): kind is keyof typeof VALUE_NAMES {
	return kind in VALUE_NAMES;
}

/** A text alone is a reply; an unknown type is a 500; an object without a text gets a useless label (v0.3.44). */
function buttonOf(entry: unknown, warest: WarestContext): MessageButton {
	const { world } = warest;
	if (!isObject(entry))
		return { kind: 'reply', text: String(entry), value: newUlid(world.clock.nowMs()) };
	const kind = asString(entry.type) ?? 'reply';
	if (!isKind(kind)) throw unexplained();
	const text = textIn(entry, ['displayText', 'text']) ?? '[object Object]';
	const value = textIn(entry, [VALUE_NAMES[kind]]) ?? null;
	return {
		kind,
		text,
		value: kind === 'reply' ? (value ?? newUlid(world.clock.nowMs())) : value,
	};
}

export async function sendButton(call: WarestCall, warest: WarestContext): Promise<WarestAnswer> {
	const envelope = readEnvelope(bodyOnly(call), warest);
	const { fields } = envelope;
	if (!Array.isArray(fields.buttons) || fields.buttons.length === 0) throw missing('buttons');
	const entries: unknown[] = fields.buttons.slice(0, MAX_BUTTONS);
	const buttons = entries.map((entry) => buttonOf(entry, warest));
	const image = imageIn(call, warest);
	const footer = textOrNull(fields, ['footer']);
	const text = textIn(fields, ['text', 'message']) ?? ' ';
	const results = await sendToEach(envelope, warest, () => ({
		// Not a phone's id: the server makes its own kind (v0.3.44).
		message: {
			id: newUlid(warest.world.clock.nowMs()),
			text,
			content: { type: 'buttons', footer, image, buttons },
		},
		status: 'interactive button',
		advancedInfo: { buttonCount: buttons.length },
	}));
	return sent(results, 'Interactive button message sent');
}

function rowOf(entry: unknown, warest: WarestContext): ListRow {
	const row: JsonObject = isObject(entry) ? entry : { title: entry };
	return {
		// A row without an id gets a random one, so its answer matches nothing.
		id: textIn(row, ['id']) ?? newUlid(warest.world.clock.nowMs()),
		title: textOrNull(row, ['title']) ?? '',
		description: textOrNull(row, ['description']),
	};
}

function sectionsIn(value: unknown, warest: WarestContext): ListSection[] {
	const entries: unknown[] = Array.isArray(value) ? value : [];
	return entries.map((entry) => {
		const section = asObject(entry);
		const rows: unknown[] = Array.isArray(section.rows) ? section.rows : [];
		return {
			title: textOrNull(section, ['title']),
			rows: rows.map((row) => rowOf(row, warest)),
		};
	});
}

/** Several lists take precedence over one, and one over sections. */
function listsIn(fields: JsonObject): JsonObject[] {
	if (Array.isArray(fields.lists)) return fields.lists.map(asObject);
	if (isObject(fields.list)) return [fields.list];
	return [{ buttonText: fields.buttonText, sections: fields.sections }];
}

export async function sendList(call: WarestCall, warest: WarestContext): Promise<WarestAnswer> {
	const envelope = readEnvelope(bodyOnly(call), warest);
	const { fields } = envelope;
	const lists = listsIn(fields);
	const sections = lists.flatMap((list) => sectionsIn(list.sections, warest));
	if (!sections[0] || sections[0].rows.length === 0) {
		const message = 'at least one section with one row is required';
		throw failure('messages', 400, 2000, message);
	}
	const image = imageIn(call, warest);
	const footer = textOrNull(fields, ['footer']);
	const text = textIn(fields, ['text', 'title', 'message']) ?? ' ';
	const buttonText = textIn(lists[0] ?? {}, ['buttonText']) ?? 'Open';
	const rowCount = sections.reduce((sum, { rows }) => sum + rows.length, 0);
	const results = await sendToEach(envelope, warest, () => ({
		message: {
			id: newUlid(warest.world.clock.nowMs()),
			text,
			content: { type: 'list', footer, image, buttonText, sections },
		},
		status: 'interactive list',
		advancedInfo: { sectionCount: sections.length, rowCount },
	}));
	return sent(results, 'Interactive list message sent');
}
