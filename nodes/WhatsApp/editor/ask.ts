import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';
import { choose } from '../client/choose';
import { connect, CREDENTIAL } from '../client/connect';
import { surroundingsOf } from '../client/diagnosis';
import { toNodeError } from '../client/errors';
import { perform, type Input } from '../client/perform';
import { openChannel } from '../transport/channel';
import { readRequestOptions } from '../transport/options';
import { send } from '../transport/send';

/** Longest wait for a list: a person is looking at it. In milliseconds. */
const LIST_TIMEOUT_MS = 20_000;

/**
 * Runs a reading operation for a list in the editor, through the same dialect as the node itself.
 * What goes wrong is shown in the list as the node would show it.
 */
export async function ask(
	context: ILoadOptionsFunctions,
	resource: string,
	operation: string,
	input: Input,
): Promise<IDataObject[]> {
	try {
		const connected = connect(await context.getCredentials(CREDENTIAL));
		const { gateway } = connected;
		const chosen = choose(gateway, resource, operation);
		const channel = openChannel({
			...connected,
			context,
			options: {
				...readRequestOptions(context.getNodeParameter('requestOptions', {})),
				timeoutMs: LIST_TIMEOUT_MS,
			},
		});
		const { outputs } = await perform(
			gateway,
			chosen.operation,
			chosen.handler,
			input,
			true,
			async (request) => await send(channel, request),
			surroundingsOf(connected, () => null),
		);
		return outputs.map(({ json }) => json);
	} catch (error) {
		throw toNodeError(error, context.getNode());
	}
}
