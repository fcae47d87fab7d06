/* eslint-env browser */
import { intend, renderWriters, setUpComposer, showBanner, titleActions } from './compose.js';
import { act, button, byId, currentChat, currentSession, element, replace, view } from './dom.js';
import { messageItem } from './messages.js';

function sessionButton(session) {
	const label = session.account ? session.account.name : session.name;
	const made = element(
		'button',
		'',
		`${label} `,
		element('small', '', `${session.name} · ${session.status}`),
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

const EXTRAS = { location: '📍', contacts: '👤', poll: '📊', buttons: '🔘', list: '☰' };

/** One line about a message. */
function summary(message) {
	if (!message) return '';
	if (message.revoked) return 'deleted';
	const mark = message.media ? '📎 ' : (EXTRAS[message.extra?.type] ?? '');
	return `${mark}${message.text || message.extra?.question || message.media?.kind || ''}`;
}

function chatButton(chat) {
	const made = element(
		'button',
		'chat',
		element('strong', '', chat.isHidden ? `🕶 ${chat.name}` : chat.name),
		marksOf(chat),
		element('span', 'last', summary(chat.messages.at(-1))),
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
	replace(byId('title'), [name, ...titleActions(chat)]);
}

function renderConversation(chat) {
	const pins = chat ? chat.messages.filter(({ pinned }) => pinned) : [];
	view.chatName = chat?.name;
	renderTitle(chat);
	renderWriters(chat?.writers ?? []);
	replace(byId('pins'), pins.length > 0 ? [`📌 ${pins.map(summary).join(' · ')}`] : []);
	const list = byId('messages');
	const atEnd =
		list.scrollHeight - list.scrollTop - list.clientHeight < 40 || list.dataset.chat !== view.chat;
	list.dataset.chat = view.chat ?? '';
	if (chat) renderMessages(list, chat);
	else list.replaceChildren(emptyHint());
	if (atEnd) list.scrollTop = list.scrollHeight;
	byId('write').hidden = !chat;
}

/** Only what is new or has changed is drawn, so that a player goes on playing. */
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
	list.replaceChildren(...items);
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
		session.chats.length > 0 ? 'Choose a chat.' : `No chats in this session (${session.status}).`,
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

/** A number nobody has written from yet. Behind a hidden id the number is what gateways can find out. */
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
// Many events come in one go (a send, its ticks): one look at the state is enough for all of them.
events.onmessage = () => {
	if (pending) return;
	pending = true;
	setTimeout(() => {
		pending = false;
		void refresh();
	}, 50);
};
