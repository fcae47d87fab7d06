import {
	filled,
	list,
	num,
	obj,
	oneOf,
	oneOfValues,
	oneOfWords,
	bool,
	str,
	text,
	type Fields,
} from '../schema';

/** A boolean that may also come as a word, as in forms and queries. */
export const flag = oneOf(bool, oneOfValues('true', '1', 'yes', 'on', 'false', '0', 'no', 'off'));

const id = text({ pattern: /^[a-zA-Z0-9._-]{1,64}$/, called: 'a session id' });

/** Session routes accept only the id, under three names. */
export const ownSession: Fields = { sessionId: id.alias('id', 'session').required };

// Observed: the account's digits are read where the id is missing, and fail with a device suffix.
/** For messages. */
export const messageSession: Fields = {
	sessionId: filled.required,
	phone: str.insteadOf('sessionId'),
};

/** For chats: as for messages, with two more names for the id. */
export const chatSession: Fields = {
	...messageSession,
	sessionId: filled.alias('session', 'id').required,
};

/** For groups and profile. */
export const groupSession: Fields = {
	sessionId: filled.alias('sessionid', 'id', 'session').required,
	phone: str.alias('number', 'user', 'msisdn', 'phonenumber').insteadOf('sessionId'),
};

const accountDigits = str
	.alias('sessionNumber', 'sessionMsisdn', 'senderPhone')
	.insteadOf('sessionId');
const toolSessionId = filled.alias('session', 'sid');
/** For tools that need a session. */
export const toolSession: Fields = {
	sessionId: toolSessionId.required,
	sessionPhone: accountDigits,
};
/** For tools that use the first open session unless one is named. */
export const anySession: Fields = { sessionId: toolSessionId, sessionPhone: accountDigits };

/** One or more recipients. */
export const recipients = oneOf(filled, num, list(filled, 1)).required;

/** One chat, as text only: the server accepts an array, but joins it into a single number. */
export const inChat: Fields = { ...messageSession, to: filled.required };

/** A state to show before sending; true chooses the one that fits the message. */
export const presence = oneOf(
	bool,
	num,
	oneOfWords('available unavailable composing recording paused online offline'),
	oneOfWords('typing compose writing text rec audio voice mic microphone ptt'),
	oneOfValues('true', 'yes', 'on', 'false', ''),
);

/** Fields of every message except plain text. */
export const sending: Fields = {
	...messageSession,
	to: recipients,
	presence,
	replyMessageId: str,
	isForwarded: flag,
};

/** Bare ids get their suffix; an id with any other suffix counts as missing. */
export const groupId = text({ pattern: /^[^@]+(@g\.us)?$/, called: 'a group id' }).required.alias(
	'gid',
	'group',
);

/** A real JSON array of digits or ids; nothing is normalised. */
export const participants = list(filled, 1);

// The server also accepts a path and reads it from its own disk, which this table does not allow.
/** Raw base64 and multipart are refused here. */
export const picture = text({
	pattern: /^(data:image\/|https?:\/\/)/,
	called: 'a data:image URI or a URL',
}).required.alias('image', 'photo', 'avatar');

/** Where a tool puts its bytes. */
export const output = oneOfValues('base64', 'string', 'dataurl', 'url', 'file');

/** The forms of a list button's content. */
const row = oneOf(obj({ id: str, title: filled.required, description: str, header: str }), filled);
export const sections = list(obj({ title: str, rows: list(row, 1).required }), 1);
export const listButton = obj({ buttonText: str, sections: sections.required });
