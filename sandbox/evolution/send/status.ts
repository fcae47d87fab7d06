import { asString, stringsOf } from '../../http/json';
import type { Media, NewMessage, Session } from '../../world';
import type { EvolutionCall, EvolutionContext } from '../context';
import { badRequest } from '../errors';
import { addressOf } from '../numbers';
import { fileIn, isAddress } from './files';
import { sendOut } from './envelope';
import type { EvolutionRouter } from '../router';

/** Statuses, which go to a list of people or to all contacts with a name. */
export function statusRoutes(route: EvolutionRouter, evolution: EvolutionContext): void {
	route.instance('POST', '/message/sendStatus/{instance}', async (call, session) => {
		const { body } = call;
		const message = await contentOf(call, evolution);
		const audience = audienceOf(call, session);
		const style = {
			backgroundColor: asString(body.backgroundColor) ?? null,
			font: typeof body.font === 'number' ? body.font : null,
			audience,
		};
		return sendOut(session, evolution, () => session.postStatus(message, style).message);
	});
}

function audienceOf({ body }: EvolutionCall, session: Session): string[] {
	if (body.allContacts === true)
		return session.contacts
			.all()
			.filter(({ name, pushName }) => (name ?? pushName) !== null)
			.map(({ id }) => id);
	const listed = stringsOf(body.statusJidList);
	if (listed.length === 0) throw badRequest('StatusJidList is required');
	return listed.map(addressOf);
}

async function contentOf(
	call: EvolutionCall,
	evolution: EvolutionContext,
): Promise<Omit<NewMessage, 'chatId'>> {
	const { body } = call;
	const content = asString(body.content) ?? '';
	if (body.type === 'text') {
		if (!body.backgroundColor) throw badRequest('Background color is required');
		// 0 passes the schema but counts as missing.
		if (!body.font) throw badRequest('Font is required');
		return { text: content };
	}
	const caption = asString(body.caption) || null;
	if (body.type === 'audio') {
		const { name: _name, mimeType: _type, ...file } = await fileIn(call, 'content');
		const voice = { mimeType: 'audio/ogg; codecs=opus', fileName: null, caption: null };
		return { text: '', media: { ...file, ...voice, kind: 'voice' } };
	}
	const kind = body.type === 'video' ? 'video' : 'image';
	const media: Media = {
		...(await pictureOrFilm(call, content, evolution)),
		mimeType: kind === 'image' ? 'image/jpeg' : 'video/mp4',
		fileName: null,
		caption,
		kind,
	};
	return { text: caption ?? '', media };
}

/**
 * Anything that is not an address is opened as a file on the server (2.3.7, observed: a 201 for one of the server's
 * paths).
 */
async function pictureOrFilm(
	call: EvolutionCall,
	content: string,
	{ settings }: EvolutionContext,
): Promise<Pick<Media, 'data' | 'url'>> {
	const { file } = call;
	if (!file && isAddress(content)) {
		const { data, url } = await fileIn(call, 'content');
		return url === undefined ? { data } : { data, url };
	}
	// The file of a form is converted to base64 first, which is not a path either.
	const path = file?.data.toString('base64') ?? content;
	const found = settings.disk.read(call.route, 'content', path);
	if (!found) throw badRequest(`Error: ENOENT: no such file or directory, open '${path}'`);
	return { data: found };
}
