import type { DialectOf } from '../../gateway';
import { textSent } from '../../shared/sent';
import { readSent } from '../shapes';
import { LACKS_OF_SENDS, protectedTextHint } from './sending';
import { sendingText } from './text';

export const askingMessages = {
	sendAndWait: {
		build: (m) => sendingText({ ...m, text: m.message }),
		lacks: LACKS_OF_SENDS,
		read: (raw, m) => readSent(raw, m, textSent(m.message, m.options)),
		hint: (_, m) => protectedTextHint(m.message),
	},
} satisfies Pick<DialectOf<'message'>, 'sendAndWait'>;
