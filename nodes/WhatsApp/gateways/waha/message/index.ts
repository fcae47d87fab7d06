import type { DialectOf } from '../../gateway';
import { messageActions } from './actions';
import { contentMessages } from './content';
import { mediaMessages } from './media';
import { messageReading } from './reading';
import { textMessages } from './text';

export const wahaMessage: DialectOf<'message'> = {
	...textMessages,
	...mediaMessages,
	...contentMessages,
	...messageActions,
	...messageReading,
};
