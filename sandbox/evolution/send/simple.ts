import { asObject, asString, stringsOf } from '../../http/json';
import type { ContactCard, MessageContent, Session } from '../../world';
import type { EvolutionCall, EvolutionContext } from '../context';
import { badRequest } from '../errors';
import type { EvolutionRouter, InstanceHandler } from '../router';
import { envelope, sendOut } from './envelope';

/** Texts, locations, contacts and polls. */
export function simpleRoutes(route: EvolutionRouter, evolution: EvolutionContext): void {
	route.instance('POST', '/message/sendText/{instance}', async (call, session) => {
		const text = asString(call.body.text) ?? '';
		if (text.trim() === '') throw badRequest('Text is required');
		const to = await envelope(call, session, evolution);
		return sendOut(session, evolution, () => session.send({ ...to, text }));
	});
	const special = (path: string, contentOf: (call: EvolutionCall) => MessageContent): void =>
		route.instance('POST', path, sendContent(evolution, contentOf));
	special('/message/sendLocation/{instance}', locationOf);
	special('/message/sendContact/{instance}', contactsOf);
	special('/message/sendPoll/{instance}', pollOf);
}

/** Only polls accept an id that was created in advance. */
function sendContent(
	evolution: EvolutionContext,
	contentOf: (call: EvolutionCall) => MessageContent,
): InstanceHandler {
	return async (call: EvolutionCall, session: Session) => {
		const content = contentOf(call);
		const to = await envelope(call, session, evolution);
		const id = content.type === 'poll' ? to.id : undefined;
		return sendOut(session, evolution, () => session.send({ ...to, id, text: '', content }));
	};
}

function locationOf({ body }: EvolutionCall): MessageContent {
	const location = {
		latitude: Number(body.latitude),
		longitude: Number(body.longitude),
		name: asString(body.name) || null,
		address: asString(body.address) || null,
	};
	return { type: 'location', location };
}

function pollOf({ body }: EvolutionCall): MessageContent {
	const poll = {
		question: asString(body.name) ?? '',
		options: stringsOf(body.values),
		selectable: Number(body.selectableCount),
	};
	return { type: 'poll', poll };
}

function contactsOf({ body }: EvolutionCall): MessageContent {
	const cards: unknown[] = Array.isArray(body.contact) ? body.contact : [];
	return { type: 'contacts', contacts: cards.map(cardOf) };
}

/** The server writes the vCard itself: there is no field for a given one. */
function cardOf(entry: unknown): ContactCard {
	const { fullName, phoneNumber, wuid, organization, email, url } = asObject(entry);
	const name = asString(fullName) ?? '';
	const phone = asString(phoneNumber) ?? '';
	const company = asString(organization) ?? null;
	const mail = asString(email) ?? null;
	const address = asString(url);
	const waid = asString(wuid) ?? phone.replace(/\D/g, '');
	const vcard = [
		'BEGIN:VCARD',
		'VERSION:3.0',
		`N:${name}`,
		`FN:${name}`,
		...(company === null ? [] : [`ORG:${company};`]),
		...(mail === null ? [] : [`EMAIL:${mail}`]),
		...(address === undefined ? [] : [`URL:${address}`]),
		`item1.TEL;waid=${waid}:${phone}`,
		'item1.X-ABLabel:Celular',
		'END:VCARD',
	].join('\n');
	return { name, phone, organization: company, email: mail, vcard };
}
