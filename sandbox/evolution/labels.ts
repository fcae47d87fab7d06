import { asString } from '../http/json';
import type { Label } from '../world';
import type { EvolutionContext } from './context';
import { badRequest } from './errors';
import type { EvolutionRouter } from './router';

/** Labels, as far as the server knows them. */
export function labelRoutes(route: EvolutionRouter, evolution: EvolutionContext): void {
	route.instance('GET', '/label/findLabels/{instance}', (_call, session) =>
		session.labels.all().map(labelRecord),
	);
	route.instance('POST', '/label/handleLabel/{instance}', ({ body }, session) => {
		evolution.requireOpen(session);
		const chatId = evolution.lookups.recipient(asString(body.number) ?? '', session);
		const id = asString(body.labelId) ?? '';
		const others = session.labels
			.ofChat(chatId)
			.map((label) => label.id)
			.filter((other) => other !== id);
		const isAdded = body.action === 'add';
		if (isAdded && !session.labels.find(id)) throw badRequest('Label not found');
		session.labels.setForChat(chatId, isAdded ? [...others, id] : others);
		return { numberJid: chatId, labelId: id, [isAdded ? 'add' : 'remove']: true };
	});
}

/** Without accents and emoji, which the server does not keep. */
function labelRecord({ id, name, color }: Label): object {
	const plain = name
		.normalize('NFD')
		.replace(/[^\p{ASCII}]/gu, '')
		.trim();
	return { id, name: plain, color: String(color), predefinedId: null };
}
