import type { DialectOf } from '../../gateway';
import { textSent } from '../../sent';
import { readSent } from '../shapes';
import { protectedTextHint } from '../text';
import { LACKS_OF_SENDS } from './sending';
import { sendingText } from './text';

export const askingMessages = {
	sendAndWait: {
		build: (m) => sendingText({ ...m, text: m.message }),
		lacks: LACKS_OF_SENDS,
		read: (raw, m) => readSent(raw, m, textSent(m.message, m.options)),
		hint: (_, m) => protectedTextHint(m.message),
	},
} satisfies Pick<DialectOf<'message'>, 'sendAndWait'>;
