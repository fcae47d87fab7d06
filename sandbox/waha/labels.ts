import { asString, isObject } from '../http/json';
import type { Label, Session } from '../world';
import type { WahaCall, WahaContext } from './context';
import { notFound, unprocessable } from './errors';
import { type SessionHandler, sessionRouter, textIn } from './guard';
import { fromChatId } from './ids';
import type { WahaRouter } from './router';
import { storedChat } from './shapes';

/** WhatsApp's palette; a label has the index of its color (server source). */
const COLORS = [
	'#ff9485',
	'#64c4ff',
	'#ffd429',
	'#dfaef0',
	'#99b6c1',
	'#55ccb3',
	'#ff9dff',
	'#d3a91d',
	'#6d7cce',
	'#d7e752',
	'#00d0e2',
	'#ffc5c7',
	'#93ceac',
	'#f74848',
	'#00a0f2',
	'#83e422',
	'#ffaf04',
	'#b5ebff',
	'#9ba6ff',
	'#9368cf',
];

/** Labels, and the chats that have them. All of it needs the store. */
export function labelRoutes(route: WahaRouter, waha: WahaContext): void {
	const guarded = sessionRouter(route, waha);
	const labels = '/api/:session/labels';
	const add = (
		method: 'GET' | 'POST' | 'PUT' | 'DELETE',
		path: string,
		act: SessionHandler,
	): void =>
		guarded(method, path, (call, session) => {
			waha.requireStore(session);
			return act(call, session);
		});
	const chatIn = (call: WahaCall): string => fromChatId(call.params.chatId, waha.version.is2024);

	add('GET', labels, (_call, session) => session.labels.all().map(wahaLabel));
	add('POST', labels, create);
	add('PUT', `${labels}/:labelId`, update);
	add('DELETE', `${labels}/:labelId`, (call, session) => {
		session.labels.remove(labelIn(call, session));
		return { result: true };
	});
	add('GET', `${labels}/:labelId/chats`, (call, session) =>
		session.labels
			.chatsOf(call.params.labelId ?? '')
			.map((chatId) => storedChat(session.chats.open(chatId), session)),
	);
	add('GET', `${labels}/chats/:chatId`, (call, session) =>
		session.labels.ofChat(chatIn(call)).map(wahaLabel),
	);
	add('PUT', `${labels}/chats/:chatId`, (call, session) => {
		session.labels.setForChat(chatIn(call), idsIn(call));
		return null;
	});
}

/** A label as all answers and events contain it. */
export function wahaLabel({ id, name, color }: Label): object {
	return { id, name, color, colorHex: COLORS[color] ?? '#000000' };
}

function labelIn({ params }: WahaCall, session: Session): Label {
	const label = session.labels.find(params.labelId ?? '');
	if (!label) throw notFound('Label not found');
	return label;
}

function idsIn({ body }: WahaCall): string[] {
	const entries: unknown[] = Array.isArray(body.labels) ? body.labels : [];
	return entries.map((entry) => (isObject(entry) ? (asString(entry.id) ?? '') : ''));
}

/** A color in either of its two forms; without one, the first of the palette. */
function colorIn({ body }: WahaCall): number {
	const { color, colorHex } = body;
	if (color !== undefined && colorHex !== undefined)
		throw unprocessable("Use either 'color' or 'colorHex'");
	if (typeof colorHex !== 'string') return typeof color === 'number' ? color : 0;
	const index = COLORS.indexOf(colorHex.toLowerCase());
	if (index < 0) throw unprocessable(`Invalid colorHex '${colorHex}'`);
	return index;
}

function create(call: WahaCall, session: Session): object {
	const name = textIn(call, 'name');
	const same = session.labels.all().find((label) => label.name === name);
	if (same) throw unprocessable(`Label with '${name}' already exists, id: ${same.id}`);
	return wahaLabel(session.labels.create(name, colorIn(call)));
}

function update(call: WahaCall, session: Session): object {
	const label = labelIn(call, session);
	session.labels.change(label, textIn(call, 'name'), colorIn(call));
	return wahaLabel(label);
}
