import type { SentFiles } from '../../../operations/message/media';
import { at, textAt, type Json } from '../../../portable/json';
import type { MediaInput } from '../../../portable/media';
import { GatewayProblem, toError } from '../../../portable/problem';
import type { ListedFileSent } from '../../../portable/sent';
import { countAt } from '../../../portable/time';
import { isPlan, type Plan } from '../../../transport/request';
import type { DialectOf } from '../../gateway';
import { sentFiles } from '../../shared/sentFiles';
import type { ToChat } from '../requests';
import { sentMessage } from '../sent';
import { mediaRequest } from './media';
import { LACKS_OF_SENDS, sent, type SendOptions } from './sending';

interface Sending extends ToChat {
	readonly files: readonly MediaInput[];
	readonly options: SendOptions;
}

/**
 * Whether an error is about one file and says nothing about the next: its address cannot be downloaded, or it cannot be
 * prepared.
 */
const isAboutFile = (error: unknown): error is GatewayProblem =>
	error instanceof GatewayProblem &&
	error.status !== null &&
	[400, 413, 415, 500].includes(error.status) &&
	error.fate !== 'unknown';

const nameOf = (media: MediaInput): string | null =>
	media.fileName ?? (media.kind === 'url' ? media.url : null);

/**
 * One request per file, because the server has no route for several. The first one quotes the message and shows typing.
 */
function* oneByOne(m: Sending): Plan<Json> {
	const done: Json[] = [];
	const failed: Json[] = [];
	let firstFailure: GatewayProblem | null = null;
	for (const [index, media] of m.files.entries()) {
		const options = index === 0 ? m.options : {};
		const one = { session: m.session, chatId: m.chatId, options };
		try {
			const built = sent(one, mediaRequest({ ...one, media }, 'document'));
			const body = isPlan(built) ? yield* built : (yield built).body;
			done.push({ body, media: described(media) });
		} catch (error) {
			if (!isAboutFile(error)) throw partly(error, m, done);
			firstFailure ??= error;
			failed.push({ fileName: nameOf(media), reason: error.message });
		}
	}
	if (done.length === 0 && firstFailure !== null) throw firstFailure;
	return { sent: done, failed };
}

const described = (media: MediaInput): Json => ({
	mimeType: media.mimeType,
	fileName: media.fileName,
	sizeBytes: media.kind === 'url' ? null : media.sizeBytes,
});

const idsIn = (done: readonly Json[], m: Sending): string[] =>
	done.flatMap((one) => readFile(one, m).messageId ?? []);

/** A failure that stops the rest, after some files were sent. */
function partly(error: unknown, m: Sending, done: readonly Json[]): Error {
	if (!(error instanceof GatewayProblem) || done.length === 0) return toError(error);
	return new GatewayProblem(
		`${done.length} of ${m.files.length} files were sent, and then: ${error.message}`,
		{
			status: error.status,
			hint: `Send only the rest. ${error.hint ?? ''}`.trim(),
			fate: 'partly',
			messageIds: idsIn(done, m),
		},
	);
}

const readFile = (one: Json, m: Sending): SentFiles['sent'][number] =>
	sentMessage<ListedFileSent>(at(one, 'body') ?? null, m, {
		type: 'document',
		media: {
			mimeType: textAt(one, 'media', 'mimeType'),
			fileName: textAt(one, 'media', 'fileName'),
			sizeBytes: countAt(one, 'media', 'sizeBytes'),
		},
	});

export const sendFiles: DialectOf<'message'>['sendFiles'] = {
	build: oneByOne,
	lacks: LACKS_OF_SENDS,
	...sentFiles<Sending>(readFile),
};
