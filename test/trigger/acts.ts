import type { Stage } from './stage';

export type Fields = Readonly<Record<string, unknown>>;

/** Something that happens on a phone, and what a trigger has to make of it. */
export interface Act {
	readonly name: string;
	/** Prepares, begins, does it, and answers the id of the message that it is about, if it is about one. */
	readonly act: (stage: Stage) => Promise<string | undefined>;
	/** How long ago it happened when it is told; 0 unless said otherwise. */
	readonly secondsAgo?: number;
	/** The portable events that come of it, by event and status. Each has a time unless said otherwise. */
	readonly expected: readonly Fields[];
	/** Where fewer, others or less are told: by WARest, by WAHA 2025.2.5 and older, by 2024.10.8. */
	readonly except?: {
		readonly warest?: readonly Fields[];
		readonly old?: readonly Fields[];
		readonly oldest?: readonly Fields[];
	};
}

export const ANNA = '491701112222@c.us';
export const BEN = '447700900123@c.us';
export const CARLA = '5511987654321@c.us';
export const ME = '491700000001@c.us';
export const MY_LID = '11223344556677@lid';
export const TEAM = '120363000000000001@g.us';
export const STATUS = 'status@broadcast';
/** The account's own channel, and one that it follows. */
export const OWN_CHANNEL = '120363000000000011@newsletter';
export const CHANNEL = '120363000000000020@newsletter';
/** People with hidden ids: of the one gateways know the number, of the other nobody does. */
export const SHY = '77000000000001@lid';
export const SHY_PHONE = '491705550001@c.us';
export const DARK = '77000000000002@lid';

const person = (id: string): Fields => ({
	from: id,
	senderPhone: id.split('@')[0],
	senderLid: null,
	fromMe: false,
});

/** Chat and sender of what people write, each as both gateways tell them. */
export const byAnna: Fields = { chatId: ANNA, isGroup: false, canReply: true, ...person(ANNA) };
const inTeam: Fields = { chatId: TEAM, isGroup: true, canReply: true };
export const byBen: Fields = { ...inTeam, ...person(BEN) };
export const byAnnaInTeam: Fields = { ...inTeam, ...person(ANNA) };

const shy: Fields = { senderPhone: '491705550001', senderLid: SHY, fromMe: false };
const direct: Fields = { isGroup: false, canReply: true };
export const byShy: Fields = { ...direct, chatId: SHY, from: SHY, ...shy };
/** WARest can only write to the phone number. */
export const byShyOnWarest: Fields = { ...byShy, chatId: SHY_PHONE, from: SHY_PHONE };
export const byShyInTeam: Fields = { ...inTeam, from: SHY, ...shy };
export const byShyInTeamOnWarest: Fields = { ...byShyInTeam, from: SHY_PHONE };
/** WAHA before 2026 has no way to ask who is behind a hidden id; messages themselves tell it. */
export const byShyUnasked: Fields = { ...byShy, senderPhone: null };

export const byDark: Fields = {
	...direct,
	chatId: DARK,
	from: DARK,
	senderPhone: null,
	senderLid: DARK,
	fromMe: false,
};
/** WARest would write to somebody else. */
export const byDarkOnWarest: Fields = { ...byDark, canReply: false };

/** Who the account is, on WAHA; before 2026 without its hidden id. */
export const byMe: Fields = {
	...direct,
	from: ME,
	senderPhone: '491700000001',
	senderLid: MY_LID,
	fromMe: true,
};
export const byMeLess: Fields = { ...byMe, senderLid: null };

/** A message with nothing in it. */
export const message = (who: Fields, fields: Fields = {}): Fields => ({
	event: 'message',
	...who,
	type: 'text',
	text: null,
	caption: null,
	media: null,
	quoted: null,
	mentions: [],
	mentionsMe: false,
	location: null,
	contacts: [],
	reactions: [],
	edited: false,
	revoked: false,
	...fields,
});

export const revoked = (who: Fields): Fields =>
	message(who, { event: 'messageRevoked', type: 'unknown', mentionsMe: null, revoked: true });

/** Begins, and does one thing on the phone whose answer is the id that counts. */
export const simply =
	(name: string, body: object): Act['act'] =>
	async (stage) => {
		await stage.begin();
		return await stage.act(name, body);
	};

export const write = (body: object): Act['act'] => simply('write', body);

/** Somebody with a hidden id, introduced. */
export const shySays = async (stage: Stage, more: object = {}): Promise<string> =>
	await stage.act('write', {
		chatId: SHY,
		text: 'psst',
		name: 'Shy',
		phone: '+49 170 5550001',
		...more,
	});

/** For what is no message: it has no id that counts. */
export const without =
	(act: (stage: Stage) => Promise<unknown>): Act['act'] =>
	async (stage) => {
		await act(stage);
		return undefined;
	};
