import { asObject, asString } from '../../http/json';
import type { ListRow, ListSection, Media, MessageButton, MessageContent } from '../../world';
import type { EvolutionContext } from '../context';
import { badRequest } from '../errors';
import type { EvolutionRouter } from '../router';
import type { EvolutionVersion } from '../version';
import { envelope, sendOut } from './envelope';

const MOST_REPLIES = 3;
const MOST_LINKS = 2;

/** Buttons and lists. */
export function interactiveRoutes(route: EvolutionRouter, evolution: EvolutionContext): void {
	route.instance('POST', '/message/sendButtons/{instance}', async (call, session) => {
		const { body } = call;
		const buttons = listIn(body.buttons).map(buttonOf);
		refuseButtons(buttons, evolution.version);
		const { id: _unread, ...to } = await envelope(call, session, evolution);
		const url = asString(body.thumbnailUrl) || null;
		const content: MessageContent = {
			type: 'buttons',
			header: asString(body.title) || null,
			footer: asString(body.footer) || null,
			image: url,
			buttons,
		};
		const text = asString(body.description) ?? '';
		const media = url === null ? {} : { media: pictureAt(url) };
		return sendOut(session, evolution, () => session.send({ ...to, text, content, ...media }));
	});
	route.instance('POST', '/message/sendList/{instance}', async (call, session) => {
		const { body } = call;
		const { id: _unread, ...to } = await envelope(call, session, evolution);
		const content: MessageContent = {
			type: 'list',
			title: asString(body.title) || null,
			footer: asString(body.footerText) || null,
			image: null,
			buttonText: asString(body.buttonText) ?? '',
			sections: listIn(body.sections).map(sectionOf),
		};
		const text = asString(body.description) ?? '';
		return sendOut(session, evolution, () => session.send({ ...to, text, content }));
	});
}

const listIn = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

function pictureAt(url: string): Media {
	const known = { mimeType: 'image/jpeg', fileName: null, caption: null };
	return { ...known, data: Buffer.alloc(0), url, kind: 'image' };
}

/** Only buttons of one kind, and not too many (server source; the exact words are not known). */
function refuseButtons(buttons: readonly MessageButton[], version: EvolutionVersion): void {
	if (buttons.length === 0) throw badRequest('At least one button is required');
	const replies = buttons.filter(({ kind }) => kind === 'reply').length;
	if (replies > MOST_REPLIES) throw badRequest('Maximum of 3 reply buttons allowed');
	if (replies > 0 && replies < buttons.length)
		throw badRequest('Reply buttons cannot be mixed with other types');
	if (replies === 0 && buttons.length > MOST_LINKS && version.isAtLeast('2.4'))
		throw badRequest('Maximum of 2 buttons of this type allowed');
}

const VALUES = { reply: 'id', url: 'url', call: 'phoneNumber', copy: 'copyCode' };

function isKind(value: unknown): value is MessageButton['kind'] {
	return typeof value === 'string' && value in VALUES;
}

function buttonOf(entry: unknown): MessageButton {
	const button = asObject(entry);
	const kind = isKind(button.type) ? button.type : 'reply';
	return {
		kind,
		text: asString(button.displayText) ?? '',
		value: asString(button[VALUES[kind]]) ?? null,
	};
}

function sectionOf(entry: unknown): ListSection {
	const { title, rows } = asObject(entry);
	return { title: asString(title) || null, rows: listIn(rows).map(rowOf) };
}

function rowOf(entry: unknown): ListRow {
	const { title, rowId, description } = asObject(entry);
	return {
		id: asString(rowId) ?? '',
		title: asString(title) ?? '',
		description: asString(description) ?? null,
	};
}
