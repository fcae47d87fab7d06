/* eslint-env browser */
import { act, button, byId, currentChat, element, replace, view, writer } from './dom.js';
import { follow } from './scrolling.js';

/** The next message replies to or edits another one. */
export function intend(kind, message) {
	view.intent = { kind, message };
	const input = byId('text');
	if (kind === 'edit') input.value = message.text;
	showBanner();
	input.focus();
}

function forget() {
	view.intent = null;
	showBanner();
}

export function showBanner() {
	const banner = byId('banner');
	const { intent } = view;
	banner.hidden = !intent;
	if (!intent) return;
	const verb = intent.kind === 'edit' ? 'Edit' : 'Reply to';
	const text = intent.message.text || intent.message.media?.kind || '…';
	replace(banner, [
		element('span', '', element('strong', '', `${verb} `), text),
		button('✕', 'Leave it', forget),
	]);
}

/** A message with its attachments, as a reply if one is being written. */
async function write(body) {
	const { intent } = view;
	const quote = intent?.kind === 'reply' ? { quote: intent.message.id } : {};
	// After writing, the newest message should be in view.
	follow();
	if (await act('write', { from: writer(), ...quote, ...body })) forget();
}

const KINDS = [
	['🖼️ Photo', 'image'],
	['🎤 Voice', 'voice'],
	['🎬 Video', 'video'],
	['📄 Document', 'document'],
	['🎵 Audio', 'audio'],
	['💟 Sticker', 'sticker'],
];

const LONDON = { latitude: 51.5007, longitude: -0.1246, name: 'Big Ben' };
const CONTACT = { name: 'Dora Example', phone: '+44 7700 900456' };
const POLL = { question: 'Where shall we meet?', options: ['At my place', 'In the park'] };

/** What can be attached: a sample of each kind, or a file. */
function attachments() {
	const samples = KINDS.map(([label, kind]) => attachment(label, () => ({ media: { kind } })));
	return [
		...samples,
		attachment('📍 Place', () => ({ location: LONDON })),
		attachment('👤 Contact', () => ({ contact: CONTACT })),
		attachment('📊 Poll', () => ({ poll: POLL })),
		button('📎 A file …', 'Choose a file', () => {
			showMenu(false);
			byId('file').click();
		}),
	];
}

function attachment(label, body) {
	return button(label, 'Send', async () => {
		showMenu(false);
		await write({ ...body(), text: takeText() });
	});
}

/** Captions are typed in the same box as messages. */
function takeText() {
	const text = byId('text').value.trim();
	byId('text').value = '';
	return text;
}

function showMenu(isOpen) {
	byId('attach').hidden = !isOpen;
	byId('clip').setAttribute('aria-expanded', String(isOpen));
}

function dataUrlOf(file) {
	return new Promise((resolve, reject) => {
		const reader = new FileReader();
		reader.onload = () => resolve(reader.result);
		reader.onerror = () => reject(reader.error);
		reader.readAsDataURL(file);
	});
}

function kindOf({ type }) {
	const [family] = type.split('/');
	return ['image', 'video', 'audio'].includes(family) ? family : 'document';
}

async function sendFile(file) {
	const media = { kind: kindOf(file), dataUrl: await dataUrlOf(file), fileName: file.name };
	await write({ media, text: takeText() });
}

/** Things people do in a group, or on the phone. */
export function titleActions(chat) {
	const call = (video) => act('call', { from: writer() ?? chat.id, video });
	const calls = [
		button('📞', 'Call', () => call(false)),
		button('🎥', 'Video call', () => call(true)),
		button('💬', 'Show that somebody writes', () =>
			act('presence', { state: 'typing', from: writer() }),
		),
	];
	if (!chat.isGroup) return calls;
	const ask = (question, name, wrap) => () => {
		const answer = prompt(question);
		if (answer) void act('group', { [name]: wrap(answer) });
	};
	return [
		...calls,
		button('Rename', '', ask('New subject', 'subject', String)),
		button(
			'Add',
			'',
			ask('Number of the new member', 'add', (number) => [number]),
		),
		button('Remove', 'Remove whoever is chosen to write', () =>
			act('group', { remove: [writer()] }),
		),
	];
}

/** In a group somebody has to be chosen; in other chats it is always the chat's person. */
export function renderWriters(writers) {
	const select = byId('writer');
	const chosen = select.value;
	select.hidden = writers.length === 0;
	select.replaceChildren(
		...writers.map(({ id, name }) => new Option(name, id, false, id === chosen)),
	);
}

export function setUpComposer() {
	byId('write').onsubmit = async (event) => {
		event.preventDefault();
		const text = takeText();
		if (!text || !currentChat()) return;
		const { intent } = view;
		if (intent?.kind !== 'edit') return await write({ text });
		if (await act('edit', { messageId: intent.message.id, text })) forget();
	};
	byId('read').onclick = () => act('read', { from: writer() });
	byId('clip').onclick = () => showMenu(byId('attach').hidden);
	byId('file').onchange = async () => {
		const [file] = byId('file').files;
		byId('file').value = '';
		if (file) await sendFile(file);
	};
	byId('attach').append(...attachments());
	document.addEventListener('keydown', ({ key }) => {
		if (key !== 'Escape') return;
		showMenu(false);
		forget();
	});
}
