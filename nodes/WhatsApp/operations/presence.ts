import type { ChatId } from '../portable/ids';
import { Refusal } from '../portable/refusal';
import type { ActedOnChat } from './chat';
import { chatId, limit, session } from './fields';
import { asChoice, asText, locatedValue, type Field } from './field';
import { PRESENCES, type PresenceValue } from '../portable/shapes';
import { command, many, one, operation, resource } from './operation';

/** What the people in a chat were last seen doing; a group has several people. */
export type Presence = {
	session: string;
	chatId: string;
	presences: Array<{
		participantId: string | null;
		presence: PresenceValue | null;
		lastSeen: string | null;
	}>;
};

/** What to show, and to which chat; to everybody if there is none. */
export type ShownPresence =
	| { readonly value: 'online' | 'offline'; readonly chatId: null }
	| { readonly value: 'typing' | 'recording' | 'paused'; readonly chatId: ChatId };

const IN_CHAT = ['typing', 'recording', 'paused'];

const shown: Field<ShownPresence> = {
	properties: [
		{
			displayName: 'Presence',
			name: 'presence',
			type: 'options',
			options: [
				{ name: 'Offline', value: 'offline', description: 'To everybody' },
				{ name: 'Online', value: 'online', description: 'To everybody' },
				{ name: 'Paused', value: 'paused', description: 'No longer typing or recording in a chat' },
				{ name: 'Recording', value: 'recording', description: 'A voice message in a chat' },
				{ name: 'Typing', value: 'typing', description: 'A message in a chat' },
			],
			default: 'online',
			description:
				'What people see of the session. While it is online, its phone gets no notifications.',
		},
		...chatId.properties.map((property) => ({
			...property,
			description: 'The chat that sees it',
			displayOptions: { show: { presence: IN_CHAT } },
		})),
	],
	read: (get, item) => {
		const value = asChoice(get('presence') ?? 'online', 'Presence', PRESENCES);
		return value === 'online' || value === 'offline'
			? { value, chatId: noChat(get('chatId')) }
			: { value, chatId: chatId.read(get, item) };
	},
};

/** A chat can be set only if an expression chooses the presence; then it must not be silently lost. */
function noChat(raw: unknown): null {
	if (raw === undefined || asText(locatedValue(raw), 'Chat').trim() === '') return null;
	throw new Refusal(
		'Online and Offline are for everybody, not for one chat',
		'Leave Chat empty for them, or use Typing, Recording or Paused.',
	);
}

export const presenceResource = resource({
	name: 'Presence',
	preset: 'get',
	operations: {
		startTyping: operation({
			name: 'Start Typing',
			action: 'Start typing in a chat',
			description: 'Show a chat that the session is typing',
			fields: { session, chatId },
			returns: command<ActedOnChat>(),
		}),
		stopTyping: operation({
			name: 'Stop Typing',
			action: 'Stop typing in a chat',
			description: 'Show a chat that the session no longer types',
			fields: { session, chatId },
			returns: command<ActedOnChat>(),
		}),
		set: operation({
			name: 'Set',
			action: 'Set the own presence',
			description: 'Show the session as online, offline, typing or recording',
			fields: { session, shown },
			returns: command<{ session: string; presence: PresenceValue; chatId: string | null }>(),
		}),
		get: operation({
			name: 'Get',
			action: 'Get the presence in a chat',
			description: 'Find out who is online or typing in a chat; this also subscribes to it',
			fields: { session, chatId },
			returns: one<Presence>(),
		}),
		getMany: operation({
			name: 'Get Many',
			action: 'Get the presence in many chats',
			description: 'List what is known of all chats that were subscribed to',
			fields: { session, limit },
			returns: many<Presence>(),
		}),
		subscribe: operation({
			name: 'Subscribe',
			action: 'Subscribe to the presence in a chat',
			description: 'Have the gateway watch who is online or typing in a chat',
			fields: { session, chatId },
			returns: command<ActedOnChat>(),
		}),
	},
});
