/* eslint-env browser */
import { act, button, element, formatted, view, writer } from './dom.js';

const TICKS = { error: '!', pending: '…', sent: '✓', delivered: '✓✓', read: '✓✓', played: '✓✓' };
const EMOJIS = ['👍', '❤️', '😂', '😮', '🙏'];

/** `intend` is called with what the next message is for. */
export function messageItem(message, chat, intend) {
	const item = element(
		'li',
		[message.fromMe && 'mine', hasPicture(message) && 'framed'].filter(Boolean).join(' '),
		chat.isGroup && !message.fromMe ? element('div', 'sender', message.sender) : null,
		quoted(message),
		...(message.revoked
			? [element('em', 'gone', 'This message was deleted')]
			: [file(message), extra(message), words(message)]),
		footer(message),
		message.reactions.length > 0 ? reactions(message) : null,
		message.revoked ? null : actions(message, intend),
	);
	item.dataset.message = message.id;
	return item;
}

function quoted({ quote }) {
	if (!quote) return null;
	const words = quote.words.length > 0 ? formatted(quote.words) : ['…'];
	return element('blockquote', '', element('div', 'sender', quote.sender), ...words);
}

function words({ words: pieces }) {
	return pieces.length > 0 ? element('div', 'words', ...formatted(pieces)) : null;
}

function footer(message) {
	const time = new Date(message.timestamp * 1000).toLocaleTimeString([], {
		hour: '2-digit',
		minute: '2-digit',
	});
	const marks = [
		message.pinned && '📌',
		message.starred && '★',
		message.edited && 'edited',
		message.forwarded && 'forwarded',
	].filter(Boolean);
	return element(
		'footer',
		'',
		[...marks, time, ''].join(' '),
		message.fromMe ? tick(message) : null,
	);
}

function tick({ ack }) {
	const made = element('span', `ack-${ack}`, TICKS[ack]);
	made.title = made.ariaLabel = ack === 'error' ? 'not sent' : ack;
	made.role = 'img';
	return made;
}

function reactions(message) {
	const shown = message.reactions.map(({ emoji, by }) => {
		const one = element('span', '', emoji);
		one.title = by;
		return one;
	});
	return element('div', 'reactions', ...shown);
}

function actions(message, intend) {
	const react = (emoji) => () => act('react', { messageId: message.id, from: writer(), emoji });
	const emojis = EMOJIS.map((emoji) => button(emoji, 'React', react(emoji)));
	return element(
		'div',
		'actions',
		...emojis,
		button('✕', 'Take the reaction back', react('')),
		button('↩', 'Reply', () => intend('reply', message)),
		message.fromMe ? null : button('✎', 'Edit', () => intend('edit', message)),
		message.fromMe
			? null
			: button('🗑', 'Delete for everybody', () =>
					act('revoke', { messageId: message.id, from: message.senderId }),
				),
	);
}

function fileLink({ url, fileName, mimeType }, label) {
	if (!url) return element('div', 'file', label);
	const link = element('a', 'file', label, element('small', '', mimeType));
	link.href = url;
	link.download = fileName ?? '';
	return link;
}

const SEEN = ['image', 'video', 'gif', 'note'];

/** Whether the message is as wide as its image or video. */
const hasPicture = ({ media, revoked }) =>
	!revoked && Boolean(media?.url) && SEEN.includes(media.kind);

/** Images and videos as such, audio with a player, everything else as a download. */
function file({ media }) {
	if (!media) return null;
	const { kind, url, fileName } = media;
	if (!url) return fileLink(media, `📎 ${fileName ?? kind}, elsewhere`);
	if (kind === 'image' || kind === 'sticker') {
		const picture = element('img', kind);
		picture.src = url;
		picture.alt = fileName ?? kind;
		return picture;
	}
	if (['video', 'gif', 'note'].includes(kind)) return player('video', media);
	if (kind === 'voice' || kind === 'audio')
		return element('div', 'sound', kind === 'voice' ? '🎤' : '🎵', player('audio', media));
	return fileLink(media, `📄 ${fileName ?? 'file'}`);
}

function player(tag, { url, kind }) {
	const made = element(tag, kind);
	made.controls = true;
	made.preload = 'metadata';
	made.src = url;
	return made;
}

function extra(message) {
	const { extra: content } = message;
	switch (content?.type) {
		case 'location':
			return element(
				'div',
				'card',
				`📍 ${content.name ?? 'Location'}`,
				element('small', '', `${content.latitude}, ${content.longitude}`),
			);
		case 'contacts':
			return element('div', 'cards', ...content.contacts.map(card));
		case 'poll':
			return poll(content, message);
		case 'buttons':
			return buttons(content, message);
		case 'list':
			return list(content, message);
		case 'proto':
			return content.names.includes('eventMessage')
				? invitation(message)
				: element('div', 'card', content.names.join(', '));
		default:
			return null;
	}
}

function card({ name, phone }) {
	return element('div', 'card', `👤 ${name ?? ''}`, element('small', '', phone ?? ''));
}

/** The chosen writer's vote so far, with this option toggled. */
function choice(content, option, me) {
	const mine = content.options
		.filter(({ voters }) => voters.includes(me))
		.map(({ option: name }) => name);
	if (mine.includes(option)) return mine.filter((name) => name !== option);
	return content.multiple ? [...mine, option] : [option];
}

function poll(content, message) {
	const chosen = document.querySelector('#writer option:checked')?.textContent;
	const options = content.options.map(({ option, voters }) => {
		const me = chosen ?? view.chatName;
		const vote = () =>
			act('vote', {
				messageId: message.id,
				from: writer(),
				options: choice(content, option, me),
			});
		return button(`${option} · ${voters.length}`, voters.join(', ') || 'Vote', vote, 'option');
	});
	return element('div', 'poll', element('strong', '', `📊 ${content.question}`), ...options);
}

const RESPONSES = { GOING: 'Going', MAYBE: 'Maybe', NOT_GOING: 'Not going' };

function invitation(message) {
	const made = Object.entries(RESPONSES).map(([response, text]) => {
		const respond = () => act('respond', { messageId: message.id, from: writer(), response });
		return button(text, 'Answer', respond, 'option');
	});
	return element('div', 'poll', element('strong', '', '📅 Invitation'), ...made);
}

function press(message, wanted) {
	return () => act('press', { messageId: message.id, from: writer(), button: wanted });
}

function buttons(content, message) {
	const made = content.buttons.map(({ kind, text, value }) =>
		kind === 'reply'
			? button(text, 'Press', press(message, value ?? text), 'option')
			: element('div', 'option still', text),
	);
	const { header, footer: note } = content;
	return element(
		'div',
		'poll',
		header ? element('strong', '', header) : null,
		...made,
		note ? element('small', '', note) : null,
	);
}

function list(content, message) {
	const rows = content.sections.flatMap((section) => section.rows);
	const made = rows.map(({ id, title, description }) =>
		button(title, description ?? 'Choose', press(message, id), 'option'),
	);
	return element('div', 'poll', element('strong', '', content.buttonText), ...made);
}
