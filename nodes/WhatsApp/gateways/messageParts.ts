import type { DialectOf } from './gateway';

/** The messages of a dialect stand in several files; these are the parts that each holds. */
export type MessageActions = Pick<
	DialectOf<'message'>,
	| 'deleteForEveryone'
	| 'deleteForMe'
	| 'forward'
	| 'markAsRead'
	| 'pin'
	| 'react'
	| 'removeReaction'
	| 'star'
	| 'unpin'
	| 'unstar'
>;

export type MessageFiles = Pick<
	DialectOf<'message'>,
	| 'sendAudio'
	| 'sendDocument'
	| 'sendFiles'
	| 'sendGif'
	| 'sendImage'
	| 'sendMedia'
	| 'sendSticker'
	| 'sendVideo'
	| 'sendVoice'
>;

export type MessageContents = Pick<
	DialectOf<'message'>,
	'sendButtons' | 'sendContact' | 'sendList' | 'sendLocation' | 'sendPoll'
>;
