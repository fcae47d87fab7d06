import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { isObject } from '../../portable/json';
import { QUESTION, TOKEN } from './names';
import { closedPage, donePage, failedPage, HEADERS, questionPage } from './page';
import { claimDecision } from './recent';
import { isToken, readDecision, readQuestion, type Question } from './question';

/**
 * Answers a request for the link of a question. Opening the link only shows the page, because WhatsApp, gateways and
 * mail scanners open links, too; only the form's post is the answer that makes n8n continue.
 *
 * It never throws, because n8n would continue the workflow as a failed one (n8n 2.41, webhook-helpers).
 */
export function respond(context: IWebhookFunctions): IWebhookResponseData {
	let question: Question | null;
	try {
		question = askedIn(context);
	} catch {
		return show(context, 500, failedPage());
	}
	const query: unknown = context.getQueryData();
	if (question === null || !isObject(query) || !isToken(query[TOKEN], question))
		return show(context, 410, closedPage());
	if (context.getRequestObject().method !== 'POST')
		return show(context, 200, questionPage(question));
	const form: unknown = context.getBodyData();
	const answer = readDecision(question, isObject(form) ? form : {});
	if (typeof answer === 'string') return show(context, 400, questionPage(question, answer));
	const claimed = claimDecision(question, answer, Date.now());
	if (claimed === 'same') return show(context, 200, donePage(question, answer));
	if (claimed === 'another') return show(context, 409, closedPage());
	// n8n sends it after resuming the execution.
	context.getResponseObject().set(HEADERS);
	const respondedAt = new Date().toISOString();
	return {
		webhookResponse: donePage(question, answer),
		workflowData: [[{ json: { data: { ...answer, respondedAt } } }]],
	};
}

/** The question for which this execution waits. n8n gives a webhook no other way to its node's context. */
const askedIn = (context: IWebhookFunctions): Question | null =>
	readQuestion(
		context.evaluateExpression(
			`{{ $node[${literal(context.getNode().name)}].context[${literal(QUESTION)}] }}`,
		),
	);

/** Text for use inside an expression, which a brace would end. */
const literal = (text: string): string =>
	JSON.stringify(text).replace(/[{}]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`);

function show(context: IWebhookFunctions, status: number, page: string): IWebhookResponseData {
	context.getResponseObject().status(status).set(HEADERS).send(page);
	return { noWebhookResponse: true };
}
