import { catalogue } from '../catalogue';
import type { Gateway } from '../gateway';
import { evolutionProblem, isNotReady, isOwnAnswer } from './answers';
import { evolutionChannel } from './channel';
import { evolutionChat } from './chat';
import { evolutionContact, evolutionLookUp } from './contact';
import { evolutionGroup } from './group';
import { evolutionLabel } from './label';
import { evolutionManners } from './manners';
import { evolutionMessage } from './message';
import { evolutionPresence } from './presence';
import { evolutionProfile } from './profile';
import { evolutionServer } from './server';
import { evolutionSession } from './session';
import { evolutionStatus } from './status';
import { evolutionUtility } from './utility';
import { evolutionRunning, tooOld, welcome } from './version';
import { evolutionWebhooks } from './webhooks';

/** Evolution API, versions 2.2.3 to 2.4.0, with its instances of Baileys. */
export const evolution: Gateway = {
	...catalogue.evolution,
	isOwnAnswer,
	welcome: { request: welcome, problem: tooOld },
	dialect: {
		channel: evolutionChannel,
		chat: evolutionChat,
		contact: evolutionContact,
		group: evolutionGroup,
		label: evolutionLabel,
		message: evolutionMessage,
		presence: evolutionPresence,
		profile: evolutionProfile,
		server: evolutionServer,
		session: evolutionSession,
		status: evolutionStatus,
		utility: evolutionUtility,
	},
	lookUp: evolutionLookUp,
	manners: evolutionManners,
	makesNumbersUp: false,
	webhooks: evolutionWebhooks,
	problem: evolutionProblem,
	running: evolutionRunning,
	payload: (answer) => answer.body,
	notReady: isNotReady,
	// It has no limits of its own; a server in front of it may answer 429 with Retry-After.
	pause: () => null,
	limits: () => [],
	// Each send is a look-up and a send on the session's only connection.
	sendsPerSession: { first: 5, most: 5 },
};
