import { actionOperations } from './actions';
import { cardOperations } from './cards';
import { interactiveOperations } from './interactive';
import { mediaOperations } from './media';
import { readingOperations } from './reading';
import { textOperations } from './text';

export const messageResource = {
	name: 'Message',
	operations: {
		...textOperations,
		...mediaOperations,
		...interactiveOperations,
		...cardOperations,
		...actionOperations,
		...readingOperations,
	},
};
