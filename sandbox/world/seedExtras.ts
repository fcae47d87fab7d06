import { personId } from './ids';
import type { Media } from './model';
import type { Session } from './session';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

const ANNA = personId('491701112222');
const BEN = personId('447700900123');
const CARLA = personId('5511987654321');
const TEAM = '120363000000000001@g.us';
const MARKET = '120363000000000003@g.us';

/** One pixel each, so that every picture is a valid image. */
const PNG =
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

function picture(fileName: string | null = null, caption: string | null = null): Media {
	const data = Buffer.from(PNG, 'base64');
	return { mimeType: 'image/png', fileName, caption, data, kind: 'image' };
}

function file(fileName: string, mimeType: string, kind: Media['kind'] & string): Media {
	return {
		mimeType,
		fileName,
		caption: null,
		data: Buffer.from(`${fileName} of the sandbox`),
		kind,
	};
}

/** A little of everything else in WhatsApp, after people, chats and the first group exist. */
export function seedExtras(session: Session, now: number): void {
	addPictures(session);
	addFiles(session, now);
	addTeamLife(session, now);
	addMarket(session);
	addLabels(session);
	addChannels(session, now);
	session.presences.watch(ANNA);
	session.presences.put(ANNA, { personId: ANNA, state: 'online', lastSeen: null });
}

function addPictures(session: Session): void {
	session.contacts.put(ANNA, { about: 'On two wheels', picture: picture() });
	const team = session.groups.find(TEAM);
	if (team) session.groups.change(team, { picture: picture() });
	if (session.account) {
		session.account.about = 'Bikes, new and used';
		session.account.picture = picture();
	}
}

/** Files in Ben's chat, between his thanks and now: an image, a voice message, a document and a location. */
function addFiles(session: Session, now: number): void {
	const caption = 'My new bell';
	session.receive({
		chatId: BEN,
		text: caption,
		media: picture(null, caption),
		timestamp: now - 4 * HOUR + MINUTE,
	});
	session.receive({
		chatId: BEN,
		text: '',
		media: { ...file('', 'audio/ogg; codecs=opus', 'voice'), fileName: null },
		timestamp: now - 4 * HOUR + 2 * MINUTE,
	});
	const invoice = session.send({
		chatId: BEN,
		text: '',
		media: file('invoice.pdf', 'application/pdf', 'document'),
		timestamp: now - 4 * HOUR + 3 * MINUTE,
	});
	session.receive({
		chatId: BEN,
		text: '',
		content: {
			type: 'location',
			location: { latitude: 51.5074, longitude: -0.1278, name: 'My garage', address: null },
		},
		timestamp: now - 4 * HOUR + 4 * MINUTE,
	});
	session.chats.star(invoice, true);
	session.chats.markRead(BEN);
}

/** Reactions and a poll in the group. */
function addTeamLife(session: Session, now: number): void {
	const [question] = session.chats.find(TEAM)?.messages ?? [];
	if (question) session.chats.react(question, BEN, '❤️');
	session.send({
		chatId: TEAM,
		text: '',
		content: {
			type: 'poll',
			poll: { question: 'When do we start?', options: ['9:00', '10:00', '11:00'], selectable: 1 },
		},
		timestamp: now - 44 * MINUTE,
	});
}

/** A group in which the account may do nothing: others are its admins, and restrict everything to themselves. */
function addMarket(session: Session): void {
	const market = session.groups.create(BEN, 'Bike Market', [session.myId, CARLA], MARKET);
	session.groups.change(market, {
		description: 'Announcements only',
		infoAdminOnly: true,
		messagesAdminOnly: true,
	});
}

function addLabels(session: Session): void {
	const customer = session.labels.create('New customer', 0);
	session.labels.create('Order placed', 1);
	session.labels.setForChat(ANNA, [customer.id]);
}

function addChannels(session: Session, now: number): void {
	const news = session.channels.add('Sandbox Shop News', {
		id: '120363000000000011@newsletter',
		description: 'What is new in the shop',
		inviteCode: '0029VaSandboxShopNews0011',
		subscribers: 42,
		picture: picture(),
		categories: ['BUSINESS'],
	});
	session.channels.post(news, 'We have moved.', { timestamp: now - 2 * HOUR, views: 40 });
	session.channels.post(news, 'Summer sale until Friday!', {
		timestamp: now - HOUR,
		views: 35,
		reactions: { '👍': 5, '❤️': 2 },
	});
	const others: Array<[name: string, subscribers: number, country: string, category: string]> = [
		['Bike Weekly', 1200, 'GB', 'NEWS'],
		['City Cycling', 900, 'DE', 'SPORTS'],
		['Mountain Trails', 800, 'US', 'SPORTS'],
		['Kitchen Stories', 700, 'IN', 'LIFESTYLE'],
	];
	for (const [index, [name, subscribers, country, category]] of others.entries()) {
		session.channels.add(name, {
			id: `12036300000000002${index}@newsletter`,
			inviteCode: `0029VaSandboxChannel002${index}`,
			role: index === 0 ? 'subscriber' : 'guest',
			verified: index === 1,
			subscribers,
			country,
			categories: [category],
		});
	}
}
