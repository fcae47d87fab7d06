import type { Manners } from '../manners';
import { markAsRead } from './chat';

export const evolutionManners: Manners = {
	markAsRead: (to) => markAsRead({ ...to, options: {} }),
	// A separate request would be answered only after typing was shown for its whole time and ended (2.3.7, observed).
	typing: { options: { presence: 'auto' } },
};
