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

/**
 * All operations, by the values that n8n stores in a workflow: resource, then operation. The editor shows both in this
 * order, the most wanted first, because n8n's panel has no search box for the actions of a community node.
 */
export const vocabulary = {
	message: messageResource,
	chat: chatResource,
	contact: contactResource,
	group: groupResource,
	session: sessionResource,
	profile: profileResource,
	presence: presenceResource,
	status: statusResource,
	channel: channelResource,
	label: labelResource,
	utility: utilityResource,
	server: serverResource,
} satisfies Vocabulary;
