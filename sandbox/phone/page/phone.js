/* eslint-env browser */
'use strict';

/** What is on show. All text goes through textContent, so a message can never become markup. */
const view = { state: { sessions: [] }, session: null, chat: null };

const TICKS = { error: '!', pending: '…', sent: '✓', delivered: '✓✓', read: '✓✓', played: '✓✓' };

const byId = (id) => document.getElementById(id);

/** A new element with a class, text and children. */
function element(tag, className, ...children) {
	const made = document.createElement(tag);
	if (className) made.className = className;
	made.append(...children.filter((child) => child !== null));
	return made;
}

function currentSession() {
	return view.state.sessions.find(({ name }) => name === view.session) ?? null;
}

function currentChat() {
	return currentSession()?.chats.find(({ id }) => id === view.chat) ?? null;
}

/** Renders only what has changed its content, so that focus and scrolling stay where they are. */
function replace(parent, children) {
	const focused = document.activeElement?.dataset?.key;
	parent.replaceChildren(...children);
	if (focused) parent.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
}

function sessionButton(session) {
	const label = session.account ? session.account.name : session.name;
	const button = element(
		'button',
		'',
		`${label} `,
		element('small', '', `${session.name} · ${session.status}`),
	);
	button.dataset.key = `session ${session.name}`;
	button.setAttribute('aria-pressed', String(session.name === view.session));
	button.onclick = () => {
		view.session = session.name;
		view.chat = null;
		render();
	};
	return button;
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

function chatButton(chat) {
	const last = chat.messages.at(-1);
	const button = element(
		'button',
		'chat',
		element('strong', '', chat.name),
		marksOf(chat),
		element('span', 'last', last ? last.text : ''),
	);
	button.dataset.key = `chat ${chat.id}`;
	button.setAttribute('aria-current', String(chat.id === view.chat));
	button.onclick = () => {
		view.chat = chat.id;
		render();
	};
	return button;
}

function messageItem(message, chat) {
	const time = new Date(message.timestamp * 1000).toLocaleTimeString([], {
		hour: '2-digit',
		minute: '2-digit',
	});
	const marks = [
		message.pinned && '📌',
		message.starred && '★',
		message.edited && 'edited',
		message.forwarded && 'forwarded',
	];
	const { quote } = message;
	return element(
		'li',
		message.fromMe ? 'mine' : '',
		chat.isGroup && !message.fromMe ? element('div', 'sender', message.sender) : null,
		quote ? element('blockquote', '', element('div', 'sender', quote.sender), quote.text) : null,
		message.revoked ? 'This message was deleted' : message.text,
		element(
			'footer',
			'',
			[...marks.filter(Boolean), ...message.reactions, time, ''].join(' '),
			message.fromMe ? element('span', `ack-${message.ack}`, TICKS[message.ack]) : null,
		),
	);
}

function renderConversation(chat) {
	const pins = chat ? chat.messages.filter(({ pinned }) => pinned) : [];
	replace(
		byId('title'),
		chat ? [element('strong', '', chat.name), ' ', element('small', '', chat.id)] : [],
	);
	replace(byId('pins'), pins.length > 0 ? [`📌 ${pins.map(({ text }) => text).join(' · ')}`] : []);
	const list = byId('messages');
	const atEnd =
		list.scrollHeight - list.scrollTop - list.clientHeight < 40 || list.dataset.chat !== view.chat;
	list.dataset.chat = view.chat ?? '';
	replace(list, chat ? chat.messages.map((message) => messageItem(message, chat)) : [emptyHint()]);
	if (atEnd) list.scrollTop = list.scrollHeight;
	byId('write').hidden = !chat;
	renderWriters(chat?.writers ?? []);
}

function emptyHint() {
	const session = currentSession();
	if (!session) return element('li', 'empty', 'No session in this world yet.');
	return element(
		'li',
		'empty',
		session.chats.length > 0 ? 'Choose a chat.' : `No chats in this session (${session.status}).`,
	);
}

/** In a group somebody has to be chosen; in other chats it is always the person of the chat. */
function renderWriters(writers) {
	const select = byId('writer');
	const chosen = select.value;
	select.hidden = writers.length === 0;
	select.replaceChildren(
		...writers.map(({ id, name }) => new Option(name, id, false, id === chosen)),
	);
}

function render() {
	if (!currentSession()) view.session = view.state.sessions[0]?.name ?? null;
	replace(byId('sessions'), view.state.sessions.map(sessionButton));
	replace(byId('chats'), (currentSession()?.chats ?? []).map(chatButton));
	renderConversation(currentChat());
}

async function refresh() {
	const answer = await fetch('/api/state');
	view.state = await answer.json();
	render();
}

async function post(path, body) {
	await fetch(path, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ session: view.session, chatId: view.chat, ...body }),
	});
}

byId('write').onsubmit = async (event) => {
	event.preventDefault();
	const text = byId('text').value.trim();
	if (!text) return;
	byId('text').value = '';
	await post('/api/write', { text, from: byId('writer').value || undefined });
};
byId('read').onclick = () => post('/api/read', {});

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
