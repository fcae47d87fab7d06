import type { Manners } from '../manners';
import { markAsRead } from './chat';

export const evolutionManners: Manners = {
	markAsRead: (to) => markAsRead({ ...to, options: {} }),
	// A request of its own would hold up its answer for as long as typing is shown, and end it then (2.3.7, observed).
	typing: { options: { presence: 'auto' } },
};
