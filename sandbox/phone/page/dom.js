/* eslint-env browser */

/** What is shown, and what the next message replies to or edits. */
export const view = {
	state: { sessions: [] },
	session: null,
	chat: null,
	/** `{ kind: 'reply' | 'edit', message }` while one of them is being written. */
	intent: null,
	/** People introduced on this page, who are in no list until they write. */
	strangers: new Map(),
};

export const byId = (id) => document.getElementById(id);

/** A new element with a class and children. All text becomes text nodes, so a message can never become markup. */
export function element(tag, className, ...children) {
	const made = document.createElement(tag);
	if (className) made.className = className;
	made.append(...children.filter((child) => child !== null && child !== undefined));
	return made;
}

const TAGS = { bold: 'strong', italic: 'em', strike: 's', code: 'code', block: 'pre', quote: 'q' };

/** A text with WhatsApp's formatting, as parsed by the sandbox. */
export function formatted(words) {
	return words.map((piece) =>
		typeof piece === 'string' ? piece : element(TAGS[piece.look], '', ...formatted(piece.pieces)),
	);
}

export function button(label, title, act, className = '') {
	const made = element('button', className, label);
	made.type = 'button';
	if (title) made.title = title;
	made.onclick = act;
	return made;
}

/** Renders again and restores the focus. */
export function replace(parent, children) {
	const focused = document.activeElement?.dataset?.key;
	parent.replaceChildren(...children);
	if (focused) parent.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
}

export function currentSession() {
	return view.state.sessions.find(({ name }) => name === view.session) ?? null;
}

export function currentChat() {
	const known = currentSession()?.chats.find(({ id }) => id === view.chat);
	return known ?? view.strangers.get(view.chat) ?? null;
}

/** Shows an error until something works again. */
export function notice(text) {
	byId('notice').textContent = text;
	byId('notice').hidden = text === '';
}

/** Runs an act in the current chat. */
export async function act(name, body = {}) {
	const { fresh } = view.strangers.get(view.chat) ?? {};
	const answer = await fetch(`/api/${name}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ session: view.session, chatId: view.chat, ...fresh, ...body }),
	});
	const { error } = answer.ok ? {} : await answer.json();
	notice(error ?? '');
	return answer.ok;
}

/** The person chosen to write in a group; in other chats it is the chat's person. */
export const writer = () => byId('writer').value || undefined;
