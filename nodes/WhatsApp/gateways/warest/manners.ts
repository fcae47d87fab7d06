import type { Manners } from '../manners';
import { markAsRead } from './chat';

export const warestManners: Manners = {
	markAsRead: (to) => markAsRead({ ...to, options: {} }),
	// WARest has no route for typing: it shows typing or recording itself, for 1.7 to 4.5 seconds before it sends
	// (0.3.44).
	typing: { options: { presence: 'auto' } },
};
