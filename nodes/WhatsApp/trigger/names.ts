import type { TriggerContext } from './credential';

/** One trigger of one workflow, in this process. */
export const triggerKey = (context: TriggerContext): string =>
	`${context.getWorkflow().id} ${context.getNode().id}`;

/** How the log calls a trigger. */
export const nameOf = (context: TriggerContext): string =>
	`${context.getNode().name} (workflow ${context.getWorkflow().id})`;
