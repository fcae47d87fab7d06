import { catalogue } from '../catalogue';
import type { Gateway } from '../gateway';
import { isNotReady, isOwnAnswer, wahaProblem } from './answers';
import { wahaChannel } from './channel';
import { wahaChat } from './chat';
import { wahaContact, wahaLookUp } from './contact';
import { wahaGroup } from './group';
import { wahaLabel } from './label';
import { wahaManners } from './manners';
import { wahaMessage } from './message';
import { wahaPresence } from './presence';
import { wahaProfile } from './profile';
import { wahaServer } from './server';
import { wahaSession } from './session';
import { wahaStatus } from './status';
import { wahaUtility } from './utility';
import { wahaRunning } from './setup';
import { wahaWebhooks } from './webhooks';

/** WAHA (WhatsApp HTTP API), versions 2024.10 to 2026.9. */
export const waha: Gateway = {
	...catalogue.waha,
	isOwnAnswer,
	dialect: {
		channel: wahaChannel,
		chat: wahaChat,
		contact: wahaContact,
		group: wahaGroup,
		label: wahaLabel,
		message: wahaMessage,
		presence: wahaPresence,
		profile: wahaProfile,
		server: wahaServer,
		session: wahaSession,
		status: wahaStatus,
		utility: wahaUtility,
	},
	lookUp: wahaLookUp,
	manners: wahaManners,
	makesNumbersUp: false,
	webhooks: wahaWebhooks,
	problem: wahaProblem,
	running: wahaRunning,
	payload: (answer) => answer.body,
	notReady: isNotReady,
	// It has no limits of its own; a server in front of it may answer 429 with Retry-After.
	pause: () => null,
	limits: () => [],
	sendsPerSession: { first: 5, most: 50 },
};
