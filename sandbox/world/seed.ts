import { personId } from './ids';
import { seedExtras } from './seedExtras';
import type { Session } from './session';
import type { World } from './world';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

const ANNA = personId('491701112222');
const BEN = personId('447700900123');
const CARLA = personId('5511987654321');
const HIDDEN = '98765432101234@lid';
/** A number without WhatsApp. */
const NOBODY = personId('493000000404');
/** Adding this person to a group is an error in WhatsApp. */
const UNADDABLE = personId('4915200000500');
/** This person's privacy settings do not let anybody add them to a group. */
const PRIVATE = personId('4915200000403');
const TEAM = '120363000000000001@g.us';
/** The club's invite code; people share it as chat.whatsapp.com/ followed by this. */
export const CLUB_INVITE = 'SandboxClub00000000002';
const CLUB = '120363000000000002@g.us';

/** The small lively world: one working session with chats, one waiting for its QR code, one stopped. */
export function seedDefaultWorld(world: World): void {
	const main = world.addSession('default');
	world.people.put(NOBODY, { onWhatsApp: false });
	world.people.put(UNADDABLE, { groupAdds: 'fail' });
	world.people.put(PRIVATE, { groupAdds: 'areTurnedDown' });
	main.scanQr({ phone: '491700000001', lid: '11223344556677', name: 'Sandbox Shop' });
	addPeople(main);
	addChats(main, world.clock.now());
	addGroup(main, world.clock.now());
	seedExtras(main, world.clock.now());

	world.addSession('support').become('waitingForQr');

	const spare = world.addSession('spare');
	spare.account = { phone: '491700000003', lid: '33445566778899', name: 'Spare Phone' };
}

function addPeople(session: Session): void {
	session.contacts.put(ANNA, { name: 'Anna Lindt', pushName: 'Anna' });
	session.contacts.put(BEN, { name: 'Ben Okafor', pushName: 'Benny' });
	session.contacts.put(CARLA, { pushName: 'Carla ☀️', isBusiness: true });
	session.contacts.put(HIDDEN, { pushName: 'Shy Visitor', lid: HIDDEN });
}

function addChats(session: Session, now: number): void {
	session.receive({
		chatId: ANNA,
		text: 'Hi! Is the blue bike still for sale?',
		timestamp: now - 3 * HOUR,
	});
	const answer = session.send({
		chatId: ANNA,
		text: 'Yes, it is. 120 €.',
		timestamp: now - 2 * HOUR,
	});
	session.receive({
		chatId: ANNA,
		text: 'Great, I take it!',
		quotedMessageId: answer.id,
		timestamp: now - HOUR,
	});
	session.chats.markRead(ANNA);
	session.receive({ chatId: ANNA, text: 'When can I come?', timestamp: now - 20 * MINUTE });

	session.send({ chatId: BEN, text: 'Your order is on its way.', timestamp: now - 5 * HOUR });
	session.receive({ chatId: BEN, text: 'Thanks 👍', timestamp: now - 4 * HOUR });
	session.chats.markRead(BEN);

	session.receive({
		chatId: CARLA,
		text: 'Olá! Do you ship to Brazil?',
		timestamp: now - 30 * MINUTE,
	});
	session.receive({
		chatId: HIDDEN,
		text: 'I found you through a group.',
		timestamp: now - 10 * MINUTE,
	});
}

function addGroup(session: Session, now: number): void {
	const team = session.groups.create(session.myId, 'Bike Friends', [ANNA, BEN], TEAM);
	session.groups.ask(team, CARLA);
	session.groups.createElsewhere(BEN, 'Cycling Club', [CARLA], CLUB).inviteCode = CLUB_INVITE;
	session.chats.open(TEAM, 'Bike Friends');
	session.receive({
		chatId: TEAM,
		from: ANNA,
		text: 'Who joins the tour on Sunday?',
		timestamp: now - 50 * MINUTE,
	});
	session.send({
		chatId: TEAM,
		text: 'Me! @447700900123 too?',
		mentions: [BEN],
		timestamp: now - 45 * MINUTE,
	});
	session.chats.markRead(TEAM);
}
