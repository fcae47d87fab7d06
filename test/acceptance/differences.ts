import type { GatewayName } from '../../sandbox';

interface Difference {
	/** Matches a complaint: method, path, and the document's objection to the request. */
	readonly pattern: RegExp;
	readonly reason: string;
}

/** Every case in which our request does not match a gateway's official document, because its server differs. */
export const DIFFERENCES: Readonly<Record<GatewayName, readonly Difference[]>> = {
	waha: [
		{
			pattern: /body must have required property 'convert'$/,
			reason: 'the server takes its absence for false',
		},
		{
			pattern:
				/(sendVideo|sendVoice|status\/video|status\/voice) body\/file(\/mimetype|\/filename)? must /,
			reason:
				'the document takes the text fields of a video or voice file for objects, so no file fits it',
		},
		{
			pattern: /sendButtons body must have required property '(header|footer)'$/,
			reason: 'the server validates the buttons only',
		},
		{
			pattern: /search\/by-(view|text) body must have required property '(countries|categories)'$/,
			reason:
				'the server has defaults for both, and refuses an empty list of countries (2026.2.1, observed)',
		},
		{
			pattern: /sendPoll body\/poll\/multipleAnswers must be object$/,
			reason: 'it is a switch; the document calls it an object',
		},
		{
			pattern: /sendPollVote body: the schema in the document is none$/,
			reason: 'the document gives a truth value where JSON schema wants a list of required fields',
		},
		{
			pattern: /link-custom-preview body\/preview\/image must match exactly one schema in oneOf$/,
			reason: 'neither of the two forms demands its field, so every picture has both',
		},
		{
			pattern: /sendContactVcard body\/contacts\/0 must /,
			reason: 'the server makes the vCard of a name and a number itself',
		},
		{
			pattern: /sessions(\/\{session\})? body\/apps\/0\/app must be equal/,
			reason: 'the apps differ from version to version, so their names are free text',
		},
		{
			pattern: /body\/config\/webhooks\/0\/events\/0 must be object$/,
			reason: 'events are names; the document calls them objects',
		},
	],
	warest: [
		{
			pattern: /send\/text body\/isForwarded must be boolean$/,
			reason: 'this route alone reads the word; a boolean has no effect (0.3.44, observed)',
		},
		{
			pattern: /body\/presence must be boolean$/,
			reason: 'the server also reads which presence is meant',
		},
		{
			pattern: /send\/button body\/buttons\/0\/type must be equal/,
			reason: 'the server knows buttons that copy a code, too',
		},
		{
			pattern: /config body must have required property '(webhookUrl|webhookSecret)'$/,
			reason: 'an empty object is the only way to read the configuration (0.3.44, observed)',
		},
		{
			pattern: /send\/location body: the schema in the document is none$/,
			reason: 'the document gives a truth value where JSON schema wants a list of required fields',
		},
		{
			pattern:
				/(list-contacts query offset|session\/devices query refresh) is not in the document$/,
			reason: 'the server reads it all the same (0.3.44, observed)',
		},
	],
	// There is no document for its servers that could be compared.
	evolution: [],
};
