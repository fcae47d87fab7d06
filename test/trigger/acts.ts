import type { Stage } from './stage';

export type Fields = Readonly<Record<string, unknown>>;

/** Something that happens on a phone, and what a trigger has to make of it. */
export interface Act {
	readonly name: string;
	/** Prepares, begins and does it; returns the id of the message that it is about, if there is one. */
	readonly act: (stage: Stage) => Promise<string | undefined>;
	/** How long before the report it happened; 0 by default. */
	readonly secondsAgo?: number;
	/** The portable events that result, by event and status. Each has a time by default. */
	readonly expected: readonly Fields[];
	/** If fewer or other events are reported: by WARest, by WAHA 2025.2.5 and older, by 2024.10.8. */
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
/** People with hidden ids: gateways know the number of the first, and nobody knows that of the second. */
export const SHY = '77000000000001@lid';
export const SHY_PHONE = '491705550001@c.us';
export const DARK = '77000000000002@lid';

const person = (id: string): Fields => ({
	from: id,
	senderPhone: id.split('@')[0],
	senderLid: null,
	fromMe: false,
});

/** Chat and sender of what people write, the same on WAHA and WARest. */
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
/** WAHA before 2026 has no way to look up a hidden id; messages themselves give the person. */
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

/** The account itself, on WAHA; before 2026 without its hidden id. */
export const byMe: Fields = {
	...direct,
	from: ME,
	senderPhone: '491700000001',
	senderLid: MY_LID,
	fromMe: true,
};
export const byMeLess: Fields = { ...byMe, senderLid: null };

/** A message without content. */
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

/** Begins, and does one thing on the phone, which answers with the relevant id. */
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

/** For things that are no message, so that there is no relevant id. */
export const without =
	(act: (stage: Stage) => Promise<unknown>): Act['act'] =>
	async (stage) => {
		await act(stage);
		return undefined;
	};
