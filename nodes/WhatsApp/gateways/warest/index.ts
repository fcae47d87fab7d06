import type { Gateway } from '../gateway';
import { warestAccess } from './access';
import { isNotReady, warestLimits, warestPause, warestPayload, warestProblem } from './answers';
import { warestChannel } from './channel';
import { warestChat } from './chat';
import { warestContact, warestLookUp } from './contact';
import { warestGroup } from './group';
import { warestLabel } from './label';
import { warestMessage } from './message';
import { warestPresence } from './presence';
import { warestProfile } from './profile';
import { warestServer } from './server';
import { warestSession } from './session';
import { warestStatus } from './status';
import { warestUtility } from './utility';
import { warestWebhooks } from './webhooks';

/** WARest, version 0.3.44. */
export const warest: Gateway = {
	name: 'WARest',
	access: warestAccess,
	dialect: {
		channel: warestChannel,
		chat: warestChat,
		contact: warestContact,
		group: warestGroup,
		label: warestLabel,
		message: warestMessage,
		presence: warestPresence,
		profile: warestProfile,
		server: warestServer,
		session: warestSession,
		status: warestStatus,
		utility: warestUtility,
	},
	lookUp: warestLookUp,
	makesNumbersUp: true,
	webhooks: warestWebhooks,
	problem: warestProblem,
	running: null,
	payload: warestPayload,
	notReady: isNotReady,
	pause: warestPause,
	limits: warestLimits,
	// It has one queue for each session: more would only wait there, and time-outs would tell less.
	sendsPerSession: { first: 1, most: 1 },
};
