import type { IWebhookDescription } from 'n8n-workflow';

const waiting = (httpMethod: 'GET' | 'POST'): IWebhookDescription => ({
	name: 'default',
	httpMethod,
	responseMode: 'onReceived',
	// n8n responds with what the node returns, after taking the answer.
	responseData: '',
	path: '={{ $nodeId }}',
	restartWebhook: true,
	isFullPath: true,
});

/** The address at which a waiting execution continues: it shows the question, and takes the answer. */
export const resumeWebhooks: IWebhookDescription[] = [waiting('GET'), waiting('POST')];

/** What the editor shows at the node while it waits. */
export const WAITING =
	'={{ $parameter["operation"] === "sendAndWait" ? "The workflow goes on when somebody has answered" : "" }}';
