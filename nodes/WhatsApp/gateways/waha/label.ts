import type { Label } from '../../operations/label';
import { formatChatId } from '../../portable/ids';
import { numberAt, textAt, type Json } from '../../portable/json';
import { GatewayProblem } from '../../portable/problem';
import type { GatewayAnswer } from '../../transport/request';
import type { DialectOf } from '../gateway';
import { path } from '../shared/path';
import { wahaSentence } from './answers';
import { firstOf, get, inChat, post, repeatable } from './requests';
import { confirmed } from './plain';
import { readChat } from './shapes';

const HINT =
	'Labels are part of WhatsApp Business: the account must be one, and the label must exist.';

const readLabel = (raw: Json, { session }: { readonly session: string }): Label => ({
	session,
	labelId: textAt(raw, 'id'),
	name: textAt(raw, 'name'),
	color: numberAt(raw, 'color'),
	colorHex: textAt(raw, 'colorHex'),
});

/** WAHA's sentence about a name that is taken ends with the id of the label that has it (2026, read in its source). */
const nameTakenBy = (answer: GatewayAnswer): string | null =>
	answer.status === 422
		? (/already exists, id: (\S+)$/.exec(wahaSentence(answer.body) ?? '')?.[1] ?? null)
		: null;

export const wahaLabel: DialectOf<'label'> = {
	create: {
		build: (m) => post(path`/api/${m.session}/labels`, { name: m.name, ...m.color }),
		read: readLabel,
	},
	delete: {
		build: (m) =>
			confirmed({ method: 'DELETE', path: path`/api/${m.session}/labels/${m.labelId}` }, HINT),
		read: (_, { session, labelId }) => ({ session, labelId }),
	},
	getChats: {
		build: (m) => firstOf(get(path`/api/${m.session}/labels/${m.labelId}/chats`), m.limit),
		read: (raw, { session }) => readChat(raw, session),
	},
	getForChat: {
		build: (m) =>
			firstOf(get(path`/api/${m.session}/labels/chats/${formatChatId(m.chatId)}`), m.limit),
		read: readLabel,
	},
	getMany: {
		build: (m) => firstOf(get(path`/api/${m.session}/labels`), m.limit),
		read: readLabel,
	},
	setForChat: {
		build: (m) =>
			confirmed(
				repeatable(
					inChat(m, {
						method: 'PUT',
						path: path`/api/${m.session}/labels/chats/${formatChatId(m.chatId)}`,
						body: { labels: m.labels.map((id) => ({ id })) },
					}),
				),
				HINT,
			),
		read: (_, m) => ({
			session: m.session,
			chatId: formatChatId(m.chatId),
			labelIds: m.labels,
		}),
	},
	update: {
		// WAHA compares the name with those of all labels, including this one, so the color alone cannot be changed.
		*build(m) {
			const answer = yield {
				method: 'PUT',
				path: path`/api/${m.session}/labels/${m.labelId}`,
				body: { name: m.name, ...m.color },
				tolerate: (candidate) => nameTakenBy(candidate) === m.labelId,
			};
			if (nameTakenBy(answer) !== m.labelId) return answer.body;
			throw new GatewayProblem('WAHA changes the color of a label only together with its name', {
				status: answer.status,
				hint: 'Give it another name as well; a second update can give the old name back.',
			});
		},
		read: readLabel,
	},
};
