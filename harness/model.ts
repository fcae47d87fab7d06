import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CredentialReference, N8nApi } from './api';

/** A tool as it is described to a model, in the form of OpenAI's chat completions. */
export interface Offered {
	readonly function: {
		readonly name: string;
		readonly description?: string;
		readonly parameters: { readonly properties?: Readonly<Record<string, unknown>> };
	};
}

/** A request to a model. */
export interface Asked {
	readonly tools?: readonly Offered[];
	readonly messages: ReadonlyArray<{ readonly role: string; readonly content?: unknown }>;
}

/** A step of the model: a call of the first tool, or its final text. */
export type Step = { readonly call: object } | { readonly say: string };

export interface ModelServer {
	readonly asked: Asked[];
	/** What the model does, given its tools' answers so far. */
	steps: (heard: readonly string[]) => Step;
	credential(api: N8nApi): Promise<CredentialReference>;
	close(): void;
}

/** The tools' answers in a conversation, in order. */
export const heardIn = ({ messages }: Asked): string[] =>
	messages.filter(({ role }) => role === 'tool').map(({ content }) => String(content));

/** A model on this machine with OpenAI's API that does what a test wants. */
export async function startModel(): Promise<ModelServer> {
	const asked: Asked[] = [];
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const question = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Asked;
			asked.push(question);
			response
				.setHeader('content-type', 'application/json')
				.end(JSON.stringify(completion(question, model.steps(heardIn(question)))));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const model: ModelServer = {
		asked,
		steps: () => ({ say: '' }),
		credential: async (api) =>
			await api.createCredential(
				'model',
				{ apiKey: 'key', url: `http://127.0.0.1:${port}/v1` },
				'openAiApi',
			),
		close: () => {
			server.closeAllConnections();
			server.close();
		},
	};
	return model;
}

function completion({ messages, tools = [] }: Asked, step: Step): object {
	const message =
		'say' in step
			? { role: 'assistant', content: step.say }
			: {
					role: 'assistant',
					content: null,
					tool_calls: [
						{
							id: `call_${messages.length}`,
							type: 'function',
							function: {
								name: tools[0]?.function.name ?? '',
								arguments: JSON.stringify(step.call),
							},
						},
					],
				};
	return {
		id: 'chatcmpl-1',
		object: 'chat.completion',
		created: 1_790_000_000,
		model: 'model',
		choices: [{ index: 0, message, finish_reason: 'say' in step ? 'stop' : 'tool_calls' }],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}
