import type { DialectOf } from '../../gateway';
import { textSent } from '../../shared/sent';
import { sentMessage } from '../sent';
import { LACKS_OF_SENDS } from './sending';
import { sendingText } from './text';
import { VERIFY_NEEDS } from './verified';

export const askingMessages = {
	sendAndWait: {
		optionNeeds: VERIFY_NEEDS,
		build: (m) =>
			sendingText({
				...m,
				text: m.message,
				// WAHA would open the page to show its title with the question.
				options: { ...m.options, linkPreview: false },
			}),
		lacks: { presence: LACKS_OF_SENDS.presence },
		read: (raw, m) => sentMessage(raw, m, textSent(m.message, m.options)),
	},
} satisfies Pick<DialectOf<'message'>, 'sendAndWait'>;
