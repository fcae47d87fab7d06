import type { DialectOf } from '../../gateway';
import { textSent } from '../../shared/sent';
import { sentMessage } from '../sent';
import { VERIFY_NEEDS } from './sending';
import { sendingText } from './text';

export const askingMessages = {
	sendAndWait: {
		optionNeeds: VERIFY_NEEDS,
		build: (m) =>
			sendingText({
				...m,
				text: m.message,
				// The server would open the page to show its title with the question.
				options: { ...m.options, linkPreview: false },
			}),
		read: (raw, m) => sentMessage(raw, m, textSent(m.message, m.options)),
	},
} satisfies Pick<DialectOf<'message'>, 'sendAndWait'>;
