import { catalogue } from '../catalogue';
import { missing, type Gateway } from '../gateway';
import {
	isNotReady,
	isOwnAnswer,
	warestLimits,
	warestPause,
	warestPayload,
	warestProblem,
} from './answers';
import { warestChat } from './chat';
import { warestContact, warestLookUp } from './contact';
import { warestGroup } from './group';
import { warestManners } from './manners';
import { warestMessage } from './message';
import { warestProfile } from './profile';
import { warestServer } from './server';
import { warestSession } from './session';
import { warestUtility } from './utility';
import { warestWebhooks } from './webhooks';

/** WARest, version 0.3.44. */
export const warest: Gateway = {
	...catalogue.warest,
	isOwnAnswer,
	dialect: {
		// WARest 0.3.44 has no routes for channels; its send routes take the ID of one.
		channel: missing(
			'WARest cannot manage channels; with Message > Send Text it can write to one whose ID you know.',
		),
		chat: warestChat,
		contact: warestContact,
		group: warestGroup,
		// WARest 0.3.44 has no routes for labels.
		label: missing(
			'WARest has no labels; keep them in your workflow instead, for example in a data table.',
		),
		message: warestMessage,
		presence: missing(
			'WARest shows typing or recording only together with a message: use the option Show Presence First of a send operation.',
		),
		profile: warestProfile,
		server: warestServer,
		session: warestSession,
		// WARest 0.3.44 has no routes for statuses.
		status: missing(
			'WARest cannot post a status; send the same to people or groups with the operations of Message.',
		),
		utility: warestUtility,
	},
	lookUp: warestLookUp,
	manners: warestManners,
	makesNumbersUp: true,
	webhooks: warestWebhooks,
	problem: warestProblem,
	payload: warestPayload,
	notReady: isNotReady,
	pause: warestPause,
	limits: warestLimits,
	// WARest has one queue per session: more sends would only wait there, and timeouts would say less.
	sendsPerSession: { first: 1, most: 1 },
};
