import type { SentFiles } from '../../operations/message/media';
import { formatChatId, type ChatId } from '../../portable/ids';
import { listAt, textAt, type Json } from '../../portable/json';

interface Sending {
	readonly session: string;
	readonly chatId: ChatId;
	readonly files: readonly unknown[];
}

interface Reading<M> {
	read(raw: Json, m: M): SentFiles;
	hint(raw: Json, m: M): string | null;
}

const failures = (raw: Json): SentFiles['failed'] =>
	listAt(raw, 'failed').map((entry) => ({
		fileName: textAt(entry, 'fileName'),
		reason: textAt(entry, 'reason') ?? '',
	}));

/**
 * Reads a plan that sends files one after another. The plan returns `sent`, in the dialect's own form, and `failed`, a
 * list of `fileName` and `reason`.
 */
export const sentFiles = <M extends Sending>(
	readFile: (one: Json, m: M) => SentFiles['sent'][number],
): Reading<M> => ({
	read: (raw, m) => ({
		chatId: formatChatId(m.chatId),
		session: m.session,
		sent: listAt(raw, 'sent').map((one) => readFile(one, m)),
		failed: failures(raw),
	}),
	hint: (raw, m) => {
		const failed = failures(raw).length;
		return failed === 0
			? null
			: `${failed} of ${m.files.length} files were not sent; "failed" says why.`;
	},
});
