import { channelResource } from './channel';
import { chatResource } from './chat';
import { contactResource } from './contact';
import { groupResource } from './group';
import { labelResource } from './label';
import { messageResource } from './message';
import type { Vocabulary } from './operation';
import { presenceResource } from './presence';
import { profileResource } from './profile';
import { serverResource } from './server';
import { sessionResource } from './session';
import { statusResource } from './status';
import { utilityResource } from './utility';

/** Everything that can be asked for, by the values n8n stores in a workflow: resource, then operation. */
export const vocabulary = {
	channel: channelResource,
	chat: chatResource,
	contact: contactResource,
	group: groupResource,
	label: labelResource,
	message: messageResource,
	presence: presenceResource,
	profile: profileResource,
	server: serverResource,
	session: sessionResource,
	status: statusResource,
	utility: utilityResource,
} satisfies Vocabulary;
