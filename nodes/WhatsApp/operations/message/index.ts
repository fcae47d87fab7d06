import { resource } from '../operation';
import { actionOperations } from './actions';
import { askingOperations } from './asking';
import { cardOperations } from './cards';
import { interactiveOperations } from './interactive';
import { mediaOperations } from './media';
import { readingOperations } from './reading';
import { textOperations } from './text';

const { edit, sendLinkPreview, sendText } = textOperations;

export const messageResource = resource({
	name: 'Message',
	// What most people need; nothing is sent before there is a text.
	preset: 'sendText',
	operations: {
		sendText,
		...mediaOperations,
		...askingOperations,
		...cardOperations,
		...interactiveOperations,
		sendLinkPreview,
		...readingOperations,
		edit,
		...actionOperations,
	},
});
