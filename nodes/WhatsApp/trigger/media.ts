import type { IBinaryData, IBinaryKeyData, IWebhookFunctions } from 'n8n-workflow';
import { store } from '../execution/files';
import { hasField, type EventItem } from '../portable/events';
import type { JsonObject } from '../portable/json';
import { identified } from '../portable/fileFacts';
import { nameInParameters } from '../portable/fileName';
import { givenMimeType } from '../portable/mimeType';
import { isForeseen, traceOf } from '../portable/problem';
import { Refusal } from '../portable/refusal';
import type { Media } from '../portable/shapes';
import type { GatewayAnswer, GatewayRequest } from '../transport/request';
import type { TriggerClient } from './triggerClient';
import type { TriggerOptions } from './optionFields';

const MEGABYTE = 1_048_576;

/** The file of an item, and what the item says about it. */
interface File {
	/** Replaces the event's own; empty for an event without a file. */
	readonly media: { readonly media?: Media & { readonly downloadError?: string } };
	readonly binary: IBinaryKeyData | null;
}

/**
 * The file of an event, with an address that n8n can reach, and downloaded if wanted, because gateways keep files for
 * minutes only. An error is put into `media.downloadError`; the message arrives in any case.
 * @param raw the delivery's body
 */
export async function receivedFile(
	context: IWebhookFunctions,
	client: TriggerClient,
	event: EventItem,
	raw: JsonObject,
	options: TriggerOptions,
): Promise<File> {
	const media = hasField(event, 'media') ? event.media : null;
	if (media === null) return { media: {}, binary: null };
	const request = requestFor(context, client, media);
	const shown = { ...media, url: request === null ? null : await client.addressOf(request) };
	if (!options.downloadMedia) return { media: { media: shown }, binary: null };
	try {
		const binary =
			request === null
				? await asked(context, client, raw, media, options)
				: await downloaded(context, client, request, media, options);
		return { media: { media: shown }, binary: { [options.outputField]: binary } };
	} catch (error) {
		logMistake(context, error);
		return { media: { media: { ...shown, downloadError: sentenceOf(error) } }, binary: null };
	}
}

/** Null when the gateway gave no address, or one that cannot be downloaded. */
function requestFor(
	context: IWebhookFunctions,
	{ gateway }: TriggerClient,
	{ url }: Media,
): GatewayRequest | null {
	try {
		return url === null ? null : gateway.webhooks.download(url);
	} catch (error) {
		logMistake(context, error);
		return null;
	}
}

const noFile = ({ gateway }: TriggerClient, raw: JsonObject): Refusal =>
	new Refusal(gateway.webhooks.whyNoFile(raw) ?? 'The gateway gave no address for the file');

async function downloaded(
	context: IWebhookFunctions,
	client: TriggerClient,
	request: GatewayRequest,
	media: Media,
	{ maxMegabytes }: TriggerOptions,
): Promise<IBinaryData> {
	refuseLarge(media.sizeBytes, maxMegabytes);
	const answer = await client.fetch({
		...request,
		answer: 'stream',
		maxBytes: maxMegabytes * MEGABYTE,
	});
	try {
		refuseLarge(Number(answer.headers['content-length'] ?? 0), maxMegabytes);
		const { fileName, mimeType } = identified(
			{
				mimeType: givenMimeType(media.mimeType) ?? answer.contentType,
				fileName: media.fileName ?? nameInHeader(answer),
			},
			() => (answer.stream === undefined ? answer.bytes : null),
		);
		const data = answer.stream ?? answer.bytes;
		const { binary } = await store(context, { data, fileName, mimeType });
		return binary;
	} finally {
		// A file that nobody reads would keep its connection open forever.
		answer.stream?.destroy();
	}
}

/** Base64 has four characters for three bytes; the rest of an answer is small. */
const inBase64 = (bytes: number): number => Math.ceil(bytes / 3) * 4 + MEGABYTE;

/** A file without an address, which some gateways return when they are asked for the message. */
async function asked(
	context: IWebhookFunctions,
	client: TriggerClient,
	raw: JsonObject,
	media: Media,
	{ maxMegabytes }: TriggerOptions,
): Promise<IBinaryData> {
	const { fileOf: source } = client.gateway.webhooks;
	const request = source?.request(raw) ?? null;
	if (source === undefined || request === null) throw noFile(client, raw);
	refuseLarge(media.sizeBytes, maxMegabytes);
	const maxBytes = inBase64(maxMegabytes * MEGABYTE);
	const file = source.read(await client.fetch({ ...request, maxBytes }));
	if (file === null) throw noFile(client, raw);
	refuseLarge(file.data.length, maxMegabytes);
	const { fileName, mimeType } = identified(
		{
			mimeType: givenMimeType(media.mimeType) ?? file.mimeType,
			fileName: media.fileName ?? file.fileName,
		},
		() => file.data,
	);
	const { binary } = await store(context, { data: file.data, fileName, mimeType });
	return binary;
}

const nameInHeader = ({ headers }: GatewayAnswer): string | null =>
	nameInParameters(`;${headers['content-disposition'] ?? ''}`);

function refuseLarge(bytes: number | null, maxMegabytes: number): void {
	if (bytes === null || bytes <= maxMegabytes * MEGABYTE) return;
	throw new Refusal(
		`The file has ${(bytes / MEGABYTE).toFixed(1)} MB, and Download Up to is ${maxMegabytes} MB`,
	);
}

/** The message arrives all the same, but a mistake in the code must be visible. */
function logMistake({ logger }: IWebhookFunctions, error: unknown): void {
	if (!isForeseen(error)) logger.error(`The file of a message was left out. ${traceOf(error)}`);
}

/** Shows only messages that were written for users. */
const sentenceOf = (error: unknown): string =>
	isForeseen(error) ? error.message : 'The file could not be downloaded';
