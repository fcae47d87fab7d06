import type { Label } from '../../operations/label';
import { formatChatId } from '../../portable/ids';
import { listAt, textAt, type Json } from '../../portable/json';
import type { Plan } from '../../transport/request';
import { missing, type DialectOf } from '../gateway';
import { CHAT_LABELS } from './needs';
import { evolutionJid, numberOf } from './ids';
import { get, inChat, post, repeatable, type ToChat } from './requests';

const ON_PHONE =
	'Evolution API knows the labels of the phone and makes none. Make, change and delete them on the phone.';

const allLabels = (session: string): ReturnType<typeof get> => get('label/findLabels', session);

/** Colors are numbers from 0 to 19, as text. */
function readLabel(raw: Json, { session }: { readonly session: string }): Label {
	const color = Number(textAt(raw, 'color') ?? Number.NaN);
	return {
		session,
		labelId: idOf(raw),
		name: textAt(raw, 'name'),
		color: Number.isInteger(color) ? color : null,
		colorHex: null,
	};
}

const idOf = (raw: Json): string | null => textAt(raw, 'labelId') ?? textAt(raw, 'id');

/** The labels of a chat, read in the place of the change. */
function* labelsOf(m: ToChat): Plan<string[]> {
	const { body } = yield inChat(
		m,
		get('chat/findChatByRemoteJid', m.session, { remoteJid: evolutionJid(m.chatId) }),
	);
	return listAt(body, 'labels').flatMap((id) => textAt(id) ?? []);
}

export const evolutionLabel: DialectOf<'label'> = {
	create: missing(ON_PHONE),
	delete: missing(ON_PHONE),
	getChats: missing('Use Label > Get for Chat with the chats of Chat > Get Many.'),
	getForChat: {
		needs: CHAT_LABELS,
		*build(m) {
			const ids = yield* labelsOf(m);
			if (ids.length === 0) return [];
			const labels = listAt((yield allLabels(m.session)).body);
			return ids
				.map((id): Json => labels.find((label) => idOf(label) === id) ?? { id })
				.slice(0, m.limit);
		},
		read: readLabel,
	},
	getMany: {
		*build(m) {
			return listAt((yield allLabels(m.session)).body).slice(0, m.limit);
		},
		read: readLabel,
	},
	setForChat: {
		needs: CHAT_LABELS,
		// One request for each label to add or remove; labels that are already right are left alone.
		*build(m) {
			const before = yield* labelsOf(m);
			const changes = [
				...m.labels
					.filter((id) => !before.includes(id))
					.map((labelId) => ({ labelId, action: 'add' })),
				...before
					.filter((id) => !m.labels.includes(id))
					.map((labelId) => ({ labelId, action: 'remove' })),
			];
			for (const change of changes)
				yield repeatable(
					inChat(
						m,
						post('label/handleLabel', m.session, { number: numberOf(m.chatId), ...change }),
					),
				);
			return null;
		},
		read: (_, m) => ({
			session: m.session,
			chatId: formatChatId(m.chatId),
			labelIds: m.labels,
		}),
	},
	update: missing(ON_PHONE),
};
