import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { incomingFields } from '../incoming';
import { isToolCall } from '../toolCall';
import type { Get } from '../../operations/field';
import { chatId, session } from '../../operations/fields';
import {
	approvalOptions,
	askOptions,
	question,
	responseType,
} from '../../operations/message/asking';
import type { Input } from '../../client/perform';
import { formatChatId } from '../../portable/ids';
import { Refusal } from '../../portable/refusal';
import { QUESTION, TOKEN } from './names';
import { newToken, stored, withLink, wordsFor, type AnswerForm } from './question';
import { waitTill } from './waitTill';

/** A question of this execution. */
export interface Asking {
	/**
	 * Adds the link to the message, and keeps in the execution what the page behind it must show.
	 * @throws Refusal for a question that cannot be asked
	 */
	complete(input: Input): Input;
	/** Makes n8n wait, after the message was sent. */
	wait(): Promise<void>;
}

/**
 * Asks once for all items; the first item fills in the fields, as in n8n's own nodes.
 * @param parameters the parameters of each item
 */
export function askFor(
	context: IExecuteFunctions,
	inputs: readonly INodeExecutionData[],
	parameters: (itemIndex: number) => Get,
): Asking {
	const get = parameters(0);
	let till = waitTill(undefined, '', 0);
	return {
		complete: (input) => {
			refuseOldAgents(context);
			refuseSeveral(context, inputs, parameters);
			const options = askOptions.read(get, {});
			till = waitTill(options.limitWaitTime, context.getTimezone(), Date.now());
			const wanted = wantedBy(get);
			const token = newToken();
			const message = question.read(get, {});
			const { responseFormTitle = context.getWorkflow().name ?? '' } = options;
			const title = responseFormTitle.trim() === '' ? context.getNode().name : responseFormTitle;
			context.getContext('node')[QUESTION] = stored({ token, title, message, wanted });
			const { messageButtonLabel = wordsFor(wanted) } = options;
			const link = context.getSignedResumeUrl({ [TOKEN]: token });
			return { ...input, message: withLink(message, messageButtonLabel, link) };
		},
		wait: async () => await context.putExecutionToWait(till(Date.now())),
	};
}

function wantedBy(get: Get): AnswerForm {
	const { responseFormButtonLabel: submit = 'Submit' } = askOptions.read(get, {});
	return responseType.read(get, {}) === 'freeText'
		? { kind: 'freeText', submit }
		: { kind: 'approval', ...approvalOptions.read(get, {}) };
}

/** These agents call a tool inside their own run, which n8n cannot interrupt. */
function refuseOldAgents(context: IExecuteFunctions): void {
	if (!isToolCall(context)) return;
	throw new Refusal(
		'An AI agent before version 3 cannot wait for a response',
		'Use version 3 of the AI Agent node, and for an approval its human review of tools.',
	);
}

/** Items that ask different things are not one question: nobody must be left out, or approve what was not shown. */
function refuseSeveral(
	context: IExecuteFunctions,
	inputs: readonly INodeExecutionData[],
	parameters: (itemIndex: number) => Get,
): void {
	if (inputs.length < 2) return;
	const asked = (itemIndex: number): string[] => {
		const get = parameters(itemIndex);
		const item = { json: incomingFields(context, inputs, itemIndex) };
		return [
			session.read(get, item),
			formatChatId(chatId.read(get, item)),
			question.read(get, item),
		];
	};
	const first = asked(0).join('\n');
	const other = inputs.findIndex((_, itemIndex) => asked(itemIndex).join('\n') !== first);
	if (other === -1) return;
	throw new Refusal(
		`One message is sent for all ${inputs.length} items, and item ${other} has another session, chat or message than item 0`,
		'Put a Loop Over Items node before this one to ask for each item, or switch Execute Once on in the settings of this node to ask for the first one only.',
	);
}
