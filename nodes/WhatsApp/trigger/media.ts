import type { INodeExecutionData, IWebhookFunctions } from 'n8n-workflow';
import { store } from '../execution/files';
import { isObject, numberAt, textAt, type JsonObject } from '../portable/json';
import { identified } from '../portable/fileFacts';
import { nameInParameters } from '../portable/fileName';
import { toldMimeType } from '../portable/mimeType';
import { isForeseen, traceOf } from '../portable/problem';
import { Refusal } from '../portable/refusal';
import type { GatewayAnswer, GatewayRequest } from '../transport/request';
import type { Line } from './gatewayOf';
import type { TriggerOptions } from './optionFields';

const MEGABYTE = 1_048_576;

/**
 * The item with an address for its file that n8n can reach, and the file itself where it is wanted: gateways keep files
 * for minutes only. What goes wrong stands in `media.downloadError`; the message comes in any case.
 */
export async function withFile(
	context: IWebhookFunctions,
	line: Line,
	item: JsonObject,
	raw: JsonObject,
	options: TriggerOptions,
): Promise<INodeExecutionData> {
	const { media } = item;
	if (!isObject(media)) return { json: { ...item } };
	const request = requestFor(context, line, media);
	const shown = { ...media, url: request === null ? null : await line.addressOf(request) };
	const without: INodeExecutionData = { json: { ...item, media: shown } };
	if (!options.downloadMedia) return without;
	try {
		if (request === null) throw noFile(line, raw);
		const binary = await downloaded(context, line, request, media, options);
		return { ...without, binary: { [options.outputField]: binary } };
	} catch (error) {
		logMistake(context, error);
		return { json: { ...item, media: { ...shown, downloadError: sentenceOf(error) } } };
	}
}

/** Null when the gateway gave no address, or one that nobody can fetch. */
function requestFor(
	context: IWebhookFunctions,
	{ gateway }: Line,
	media: JsonObject,
): GatewayRequest | null {
	const url = textAt(media, 'url');
	try {
		return url === null ? null : gateway.webhooks.download(url);
	} catch (error) {
		logMistake(context, error);
		return null;
	}
}

const noFile = ({ gateway }: Line, raw: JsonObject): Refusal =>
	new Refusal(gateway.webhooks.whyNoFile(raw) ?? 'The gateway gave no address for the file');

type Binary = NonNullable<INodeExecutionData['binary']>[string];

async function downloaded(
	context: IWebhookFunctions,
	line: Line,
	request: GatewayRequest,
	media: JsonObject,
	{ maxMegabytes }: TriggerOptions,
): Promise<Binary> {
	refuseLarge(numberAt(media, 'sizeBytes'), maxMegabytes);
	const answer = await line.fetch({
		...request,
		answer: 'stream',
		maxBytes: maxMegabytes * MEGABYTE,
	});
	try {
		refuseLarge(Number(answer.headers['content-length'] ?? 0), maxMegabytes);
		const { fileName, mimeType } = identified(
			{
				mimeType: toldMimeType(textAt(media, 'mimeType')) ?? answer.contentType,
				fileName: textAt(media, 'fileName') ?? nameInHeader(answer),
			},
			() => (answer.stream === undefined ? answer.bytes : null),
		);
		const data = answer.stream ?? answer.bytes;
		const { binary } = await store(context, { data, fileName, mimeType });
		return binary;
	} finally {
		// A file that nobody reads would hold its connection for good.
		answer.stream?.destroy();
	}
}

const nameInHeader = ({ headers }: GatewayAnswer): string | null =>
	nameInParameters(`;${headers['content-disposition'] ?? ''}`);

function refuseLarge(bytes: number | null, maxMegabytes: number): void {
	if (bytes === null || bytes <= maxMegabytes * MEGABYTE) return;
	throw new Refusal(
		`The file has ${(bytes / MEGABYTE).toFixed(1)} MB, and Download Up to is ${maxMegabytes} MB`,
	);
}

/** The message comes all the same, but a mistake in the code must show. */
function logMistake({ logger }: IWebhookFunctions, error: unknown): void {
	if (!isForeseen(error)) logger.error(`The file of a message was left out. ${traceOf(error)}`);
}

/** Only what was written for people is shown. */
const sentenceOf = (error: unknown): string =>
	isForeseen(error) ? error.message : 'The file could not be downloaded';
