/* eslint-env browser */
import { intend, renderWriters, setUpComposer, showBanner, titleActions } from './compose.js';
import {
	act,
	button,
	byId,
	currentChat,
	currentSession,
	element,
	formatted,
	replace,
	view,
} from './dom.js';
import { messageItem } from './messages.js';
import { follow, setUpScrolling, tellOfNew } from './scrolling.js';

function sessionButton(session) {
	const label = session.account ? session.account.name : session.name;
	const made = element(
		'button',
		'',
		`${label} `,
		element('small', '', `${session.name} · ${session.state}`),
	);
	made.dataset.key = `session ${session.name}`;
	made.setAttribute('aria-pressed', String(session.name === view.session));
	made.onclick = () => open(session.name, null);
	return made;
}

function open(session, chat) {
	view.session = session;
	view.chat = chat;
	view.intent = null;
	showBanner();
	render();
	follow();
}

function marksOf(chat) {
	const unread = chat.unreadCount > 0 || chat.markedUnread;
	return element(
		'span',
		'marks',
		chat.pinned ? '📌 ' : null,
		chat.archived ? 'archived ' : null,
		unread ? element('span', 'badge', String(chat.unreadCount || '•')) : null,
	);
}

const EXTRAS = { location: '📍 ', contacts: '👤 ', poll: '📊 ', buttons: '🔘 ', list: '☰ ' };

/** One line about a message. */
function summary(message) {
	if (!message) return [];
	if (message.revoked) return ['deleted'];
	const mark = message.media ? '📎 ' : (EXTRAS[message.extra?.type] ?? '');
	if (message.words.length > 0) return [mark, ...formatted(message.words)];
	return [mark, nameOf(message)];
}

/** The name for a message without text. */
function nameOf({ extra, media }) {
	if (extra?.type === 'location') return extra.name ?? 'Location';
	if (extra?.type === 'contacts') return extra.contacts.map(({ name }) => name ?? '').join(', ');
	return extra?.question ?? extra?.buttonText ?? media?.fileName ?? media?.kind ?? '';
}

function chatButton(chat) {
	const made = element(
		'button',
		'chat',
		element('strong', '', chat.isHidden ? `🕶 ${chat.name}` : chat.name),
		marksOf(chat),
		element('span', 'last', ...summary(chat.messages.at(-1))),
	);
	made.dataset.key = `chat ${chat.id}`;
	made.setAttribute('aria-current', String(chat.id === view.chat));
	made.onclick = () => open(view.session, chat.id);
	return made;
}

function renderTitle(chat) {
	if (!chat) return replace(byId('title'), []);
	const name = element(
		'span',
		'who',
		element('strong', '', chat.name),
		element('small', '', chat.id),
	);
	const back = button('‹', 'Back to the chats', () => open(view.session, null), 'back');
	replace(byId('title'), [back, name, ...titleActions(chat)]);
}

function renderConversation(chat) {
	const pins = chat ? chat.messages.filter(({ pinned }) => pinned) : [];
	view.chatName = chat?.name;
	renderTitle(chat);
	renderWriters(chat?.writers ?? []);
	replace(byId('pins'), pins.length > 0 ? ['📌 ', ...pins.flatMap(pinned)] : []);
	byId('main').classList.toggle('open', Boolean(chat));
	if (chat) renderMessages(byId('messages'), chat);
	else byId('messages').replaceChildren(emptyHint());
	byId('write').hidden = !chat;
}

const pinned = (message, i) => (i === 0 ? summary(message) : [' · ', ...summary(message)]);

/** Renders only new and changed messages, so that a player keeps playing and a reader keeps the place. */
function renderMessages(list, chat) {
	const drawn = new Map([...list.children].map((item) => [item.dataset.message, item]));
	const items = chat.messages.map((message) => {
		const looks = JSON.stringify([message, chat.writers]);
		const known = drawn.get(message.id);
		if (known?.dataset.looks === looks) return known;
		const item = messageItem(message, chat, intend);
		item.dataset.looks = looks;
		return item;
	});
	const newest = items.at(-1);
	const isNew = newest !== undefined && !drawn.has(newest.dataset.message);
	place(list, items);
	if (isNew) tellOfNew();
}

/** Makes these the children, leaving those alone that are already in place. */
function place(list, items) {
	const wanted = new Set(items);
	for (const item of [...list.children]) if (!wanted.has(item)) item.remove();
	let next = list.firstElementChild;
	for (const item of items) {
		if (item === next) next = next.nextElementSibling;
		else list.insertBefore(item, next);
	}
}

function emptyHint() {
	const session = currentSession();
	if (!session) return element('li', 'empty', 'No session in this world yet.');
	if (session.status === 'waitingForQr') {
		const scan = () => act('session', { do: 'scan', name: session.name });
		return element('li', 'empty', button('Scan the QR code', 'Links a phone', scan));
	}
	return element(
		'li',
		'empty',
		session.chats.length > 0
			? 'Choose a chat.'
			: `No chats in this session: it is ${session.state}.`,
	);
}

function render() {
	if (!currentSession()) view.session = view.state.sessions[0]?.name ?? null;
	const session = currentSession();
	for (const { id } of session?.chats ?? []) view.strangers.delete(id);
	const chats = [...view.strangers.values()].filter((chat) => chat.session === view.session);
	replace(byId('sessions'), view.state.sessions.map(sessionButton));
	replace(byId('chats'), [...chats, ...(session?.chats ?? [])].map(chatButton));
	renderConversation(currentChat());
}

async function refresh() {
	const answer = await fetch('/api/state');
	view.state = await answer.json();
	render();
}

/** A number that has not written yet. For a hidden id, the number is what gateways can find out. */
byId('stranger').onsubmit = (event) => {
	event.preventDefault();
	const digits = byId('number').value.replace(/\D/g, '');
	if (!digits) return;
	const isHidden = byId('hidden').checked;
	const id = isHidden ? `9${digits}0@lid` : `${digits}@s.whatsapp.net`;
	const name = isHidden ? `Hidden ${digits.slice(-4)}` : `+${digits}`;
	const fresh = isHidden ? { name, phone: digits } : { name };
	const blank = { isGroup: false, isHidden, messages: [], writers: [], unreadCount: 0 };
	view.strangers.set(id, { id, name, fresh, session: view.session, ...blank });
	byId('number').value = '';
	open(view.session, id);
	byId('text').focus();
};

setUpComposer();
setUpScrolling();

function connected(isConnected) {
	byId('connection').textContent = isConnected ? 'live' : 'no connection';
	byId('connection').className = isConnected ? '' : 'offline';
}

let pending = false;
const events = new EventSource('/events');
events.onopen = () => {
	connected(true);
	void refresh();
};
events.onerror = () => connected(false);
// Many events come at once (a send and its ticks), so one refresh of the state serves all of them.
events.onmessage = () => {
	if (pending) return;
	pending = true;
	setTimeout(() => {
		pending = false;
		void refresh();
	}, 50);
};
