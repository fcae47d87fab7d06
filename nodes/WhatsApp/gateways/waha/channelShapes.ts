import type { Channel, ChannelMessage, ChannelRole, SearchValue } from '../../operations/channel';
import { booleanAt, numberAt, objectAt, textAt, type Json } from '../../portable/json';
import { readMessage } from './messageShapes';
import { chatIdOf } from './shapes';

/** The account's role in a channel, by WAHA's names. */
const ROLES: Readonly<Record<string, ChannelRole>> = {
	OWNER: 'owner',
	ADMIN: 'admin',
	SUBSCRIBER: 'subscriber',
	GUEST: 'guest',
};

export const readChannel = (raw: Json, { session }: { readonly session: string }): Channel => ({
	session,
	channelId: chatIdOf(raw),
	name: textAt(raw, 'name'),
	description: textAt(raw, 'description'),
	inviteLink: textAt(raw, 'invite'),
	picture: textAt(raw, 'picture') ?? textAt(raw, 'preview'),
	role: ROLES[textAt(raw, 'role') ?? ''] ?? null,
	subscribersCount: numberAt(raw, 'subscribersCount'),
	verified: booleanAt(raw, 'verified'),
});

/** Categories and views have a `value`, countries a `code`. */
export const readSearchValue = (
	raw: Json,
	{ session }: { readonly session: string },
): SearchValue => ({
	session,
	value: textAt(raw, 'value') ?? textAt(raw, 'code') ?? '',
	name: textAt(raw, 'name'),
});

/** A channel's message is wrapped in an object that counts its reactions and views. */
export const readChannelMessage = (
	raw: Json,
	{ session }: { readonly session: string },
): ChannelMessage => ({
	...readMessage(objectAt(raw, 'message'), { session }),
	reactionCounts: Object.entries(objectAt(raw, 'reactions')).flatMap(([emoji, count]) =>
		typeof count === 'number' ? [{ emoji, count }] : [],
	),
	viewCount: numberAt(raw, 'viewCount'),
});
