import type { FastifyInstance } from 'fastify';
import { asObject, asString } from '../http/json';
import { isAddressOnly, type Media, type Session } from '../world';
import type { EvolutionContext } from './context';
import { notFound } from './errors';

/** Stands in for WhatsApp's own servers, which require no key. */
export const PICTURE_PATH = '/sandbox/pictures/';

/** The picture of a person or group, or of the account itself. */
function pictureOf(id: string, session: Session): Media | null {
	if (id === session.myId) return session.account?.picture ?? null;
	return session.groups.find(id)?.picture ?? session.contacts.find(id)?.picture ?? null;
}

/** Where the picture can be downloaded; null if there is none. */
export function pictureUrl(id: string, session: Session, origin: string): string | null {
	const found = pictureOf(id, session);
	if (!found) return null;
	if (isAddressOnly(found)) return found.url ?? null;
	const path = `${encodeURIComponent(session.name)}/${encodeURIComponent(id)}`;
	return `${origin}${PICTURE_PATH}${path}`;
}

export function pictureRoutes(app: FastifyInstance, { world }: EvolutionContext): void {
	app.get(`${PICTURE_PATH}:session/:id`, async (request, reply) => {
		const { session: name, id } = asObject(request.params);
		const session = world.find(asString(name) ?? '');
		const found = session && pictureOf(asString(id) ?? '', session);
		if (!found || isAddressOnly(found)) throw notFound('Picture not found');
		return await reply.type(found.mimeType).send(found.data);
	});
}
