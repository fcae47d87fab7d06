import { listAt, textAt, type Json, type JsonObject } from '../../../portable/json';
import type { MediaInput } from '../../../portable/media';
import type { ListedFileSent, Sent } from '../../../portable/sent';
import { countAt } from '../../../portable/time';
import { GatewayProblem } from '../../../portable/problem';
import type { GatewayAnswer, GatewayRequest, Plan } from '../../../transport/request';
import type { DialectOf } from '../../gateway';
import { sentFiles } from '../../shared/sentFiles';
import { warestCode, warestPayload, warestProblem, warestSentence } from '../answers';
import { onSession } from '../requests';
import { readSent } from '../shapes';
import { optionsOf, sendingFile, type SendOptions, type ToChat } from './sending';

interface Sending extends ToChat {
	readonly files: readonly MediaInput[];
	readonly options: SendOptions;
}

/**
 * Statuses about one file that say nothing about the next: too large, of a refused type, cannot be downloaded or sent.
 */
const ABOUT_ONE_FILE = [413, 415, 502];

const isAboutFile = (answer: GatewayAnswer): boolean =>
	ABOUT_ONE_FILE.includes(answer.status) && warestCode(answer) !== null;

/** An entry of the route's list: an address with what is known of the file. */
function entryOf(file: MediaInput): JsonObject {
	if (file.kind !== 'url') return {};
	return {
		url: file.url,
		...(file.fileName === null ? {} : { filename: file.fileName }),
		...(file.mimeType === null ? {} : { mimetype: file.mimeType }),
	};
}

function request(m: Sending, file: MediaInput, isFirst: boolean): GatewayRequest {
	const { presence, ...others } = optionsOf(m.options);
	const sending = sendingFile(m, 'files', 'files', file, {
		...others,
		presence: isFirst ? presence : undefined,
	});
	return {
		...sending,
		...(file.kind === 'url' ? { body: { ...sending.body, files: [entryOf(file)] } } : {}),
		tolerate: isAboutFile,
	};
}

/**
 * The route accepts many files, but says nothing about those it cannot download or send as long as one was sent
 * (0.3.44, observed). So each file has its own request, and each that failed is named.
 */
function* oneByOne(m: Sending): Plan<Json> {
	const sent: Json[] = [];
	const failed: Json[] = [];
	let firstFailure: GatewayAnswer | null = null;
	for (const [index, file] of m.files.entries()) {
		const answer = yield* onSession(m.session, request(m, file, index === 0));
		const payload = warestPayload(answer);
		if (!isAboutFile(answer) && listAt(payload, 'advancedInfo', 'files').length > 0) {
			sent.push(payload);
			continue;
		}
		firstFailure ??= answer;
		failed.push({
			fileName: file.fileName ?? (file.kind === 'url' ? file.url : null),
			reason: isAboutFile(answer)
				? (warestSentence(answer.body) ?? 'WARest could not send it')
				: 'WARest does not send this kind of file',
		});
	}
	if (sent.length === 0 && firstFailure !== null) throw nothingSent(firstFailure);
	return { sent, failed };
}

const nothingSent = (answer: GatewayAnswer): GatewayProblem =>
	warestProblem(answer) ??
	new GatewayProblem('WARest sent none of the files', {
		status: answer.status,
		hint: 'It refuses programs, scripts and the types that its administrator did not allow.',
	});

function readFile(raw: Json, m: Sending): Sent<ListedFileSent> {
	const [file = null] = listAt(raw, 'advancedInfo', 'files');
	return readSent(file, m, {
		type: 'document',
		media: {
			mimeType: textAt(file, 'mimetype'),
			fileName: textAt(file, 'name'),
			sizeBytes: countAt(file, 'size'),
		},
	});
}

export const sendFiles: DialectOf<'message'>['sendFiles'] = {
	build: oneByOne,
	...sentFiles<Sending>(readFile),
};
