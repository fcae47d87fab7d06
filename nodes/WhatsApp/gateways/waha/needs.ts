import type { Needs } from '../../portable/needs';

// From the documentation's table of July 2026. Nothing is said where the table is known to be wrong (channels): there
// the server's 501 decides.

export const BROWSERS: Needs = { engines: ['WEBJS', 'WPP'] };
export const WEBJS: Needs = { engines: ['WEBJS'] };
export const PINS: Needs = { engines: ['WEBJS', 'NOWEB'] };
export const NOT_GOWS: Needs = { engines: ['WEBJS', 'WPP', 'NOWEB'] };
export const NOT_WEBJS: Needs = { engines: ['WPP', 'NOWEB', 'GOWS'] };
export const SOCKETS: Needs = { engines: ['NOWEB', 'GOWS'] };

/** IDs created before a message is sent (OpenAPI document of 2026.7.1, release notes). */
export const MESSAGE_IDS: Needs = { since: '2026.4.3', engines: ['NOWEB', 'GOWS'] };

/** Stickers, join requests and settings of groups (release notes). */
export const STICKERS: Needs = { since: '2026.8.2' };
export const JOIN_REQUESTS: Needs = { since: '2026.8.2' };
export const ADD_MODE: Needs = { since: '2026.7.2' };
export const HISTORY_MODE: Needs = { since: '2026.9', engines: ['WEBJS', 'NOWEB', 'GOWS'] };

/** WhatsApp's restrictions of an account (release notes). */
export const RESTRICTIONS: Needs = { since: '2026.8.1' };

/** In the document of 2026.7.1 but not in that of 2025.2.5; which release between them added it is not known. */
export const BY_2026: Needs = { since: '2026.7.1' };

/** Added between these documents (release notes; engines from the documentation's table). */
export const HIDDEN_IDS: Needs = { since: '2025.5.4' };
export const CALLS: Needs = { since: '2025.12.1' };
export const CONTACT_NAMES: Needs = { since: '2025.7.8', engines: ['WEBJS', 'NOWEB', 'GOWS'] };
export const READ_BY_DAYS: Needs = { since: '2025.4' };
export const CUSTOM_PREVIEWS: Needs = { since: '2025.4', ...SOCKETS };
export const CONVERSION: Needs = { since: '2025.6.2' };
export const POLL_VOTES: Needs = { since: '2025.8.2', engines: ['WEBJS', 'GOWS'] };
export const CHOSEN_BUTTONS: Needs = { ...BY_2026, ...WEBJS };
export const EVENTS: Needs = { ...BY_2026, engines: ['GOWS'] };
export const LISTS: Needs = { since: '2025.8.2', ...SOCKETS };
