import { asString, firstString, isObject } from '../http/json';
import type { Channel, Session } from '../world';
import type { WahaCall, WahaContext } from './context';
import { queryBoolean } from './context';
import { type SessionHandler, sessionRouter, textIn } from './guard';
import { pictureUrl, readFile } from './media';
import type { WahaRouter } from './router';
import { wahaMessage } from './shapes';

/** Channels that the account owns, follows or looks at. */
export function channelRoutes(route: WahaRouter, waha: WahaContext): void {
	const guarded = sessionRouter(route, waha);
	const channels = '/api/:session/channels';
	guarded('GET', channels, (call, session) => {
		const role = firstString(call.query.role);
		return session.channels
			.mine()
			.filter((channel) => role === undefined || channel.role.toUpperCase() === role)
			.map((channel) => wahaChannel(channel, call, waha));
	});
	guarded('POST', channels, create(waha));
	guarded('GET', `${channels}/:id`, (call, session) =>
		wahaChannel(channelIn(call, session), call, waha),
	);
	guarded(
		'DELETE',
		`${channels}/:id`,
		act((channel, session) => session.channels.remove(channel)),
	);
	guarded('GET', `${channels}/:id/messages/preview`, preview(waha));
	guarded(
		'POST',
		`${channels}/:id/follow`,
		act((channel, session) => session.channels.follow(channel)),
	);
	guarded(
		'POST',
		`${channels}/:id/unfollow`,
		act((channel, session) => session.channels.unfollow(channel)),
	);
	for (const muted of [true, false]) {
		guarded(
			'POST',
			`${channels}/:id/${muted ? 'mute' : 'unmute'}`,
			act((channel) => {
				channel.muted = muted;
			}),
		);
	}
}

/** By id, invite code or the whole invite link. An unknown one is a TypeError of Baileys. */
function channelIn({ params }: WahaCall, session: Session): Channel {
	const channel = session.channels.find(params.id?.split('/').at(-1) ?? '');
	if (!channel) throw new TypeError("Cannot read properties of null (reading 'viewer_metadata')");
	return channel;
}

function act(change: (channel: Channel, session: Session) => void): SessionHandler {
	return (call, session) => {
		change(channelIn(call, session), session);
		return null;
	};
}

/** Public information about a channel. */
export function publicInfo(channel: Channel, call: WahaCall, waha: WahaContext): object {
	const picture = pictureUrl(channel.id, call.params.session ?? '', call, waha);
	return {
		id: channel.id,
		name: channel.name,
		description: channel.description,
		invite: `https://www.whatsapp.com/channel/${channel.inviteCode}`,
		preview: picture,
		picture,
		verified: channel.verified,
		subscribersCount: channel.subscribers,
	};
}

function wahaChannel(channel: Channel, call: WahaCall, waha: WahaContext): object {
	return { ...publicInfo(channel, call, waha), role: channel.role.toUpperCase() };
}

function create(waha: WahaContext): SessionHandler {
	return async (call, session) => {
		const { picture, description } = call.body;
		const channel = session.channels.add(textIn(call, 'name'), {
			description: asString(description) ?? null,
			picture: isObject(picture) ? await readFile(picture, 'image') : null,
		});
		return wahaChannel(channel, call, waha);
	};
}

/** The newest posts first. */
function preview(waha: WahaContext): SessionHandler {
	return (call, session) => {
		const channel = channelIn(call, session);
		const limit = Number(firstString(call.query.limit));
		const withMedia = queryBoolean(firstString(call.query.downloadMedia)) ?? false;
		return [...channel.posts]
			.reverse()
			.slice(0, limit)
			.map((post) => ({
				message: wahaMessage(session.channels.messageOf(channel, post), session, waha, withMedia),
				reactions: post.reactions,
				viewCount: post.views,
			}));
	};
}
