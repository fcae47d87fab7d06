import type { Needs } from '../../portable/needs';

// Which version added what: read in the sources of 2.2.3, 2.3.7 and 2.4.0-rc2, and in its changelog.

/** The labels of one chat. */
export const CHAT_LABELS: Needs = { since: '2.3.0' };

/** IDs created before a message is sent. Earlier servers silently ignore a given ID and create another. */
export const MESSAGE_IDS: Needs = { since: '2.4.0' };

export const CHANNELS: Needs = { since: '2.4.0' };

/** The oldest version that this dialect accepts: before it all bodies are nested differently. */
export const OLDEST = '2.0.0';
