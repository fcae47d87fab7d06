import type { DialectOf } from '../../gateway';
import { messageActions } from './actions';
import { askingMessages } from './asking';
import { contentMessages } from './content';
import { sendFiles } from './files';
import { mediaMessages } from './media';
import { messageReading } from './reading';
import { textMessages } from './text';

export const evolutionMessage: DialectOf<'message'> = {
	...textMessages,
	...askingMessages,
	...mediaMessages,
	sendFiles,
	...contentMessages,
	...messageActions,
	...messageReading,
};
