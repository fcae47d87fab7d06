import type { Needs } from '../../portable/needs';

// What came with which version: read in the sources of 2.2.3, 2.3.7 and 2.4.0-rc2, and in its changelog.

/** One chat with its labels. */
export const CHAT_LABELS: Needs = { since: '2.3.0' };

/** IDs that are made before a message is sent. Earlier servers take one without a word and make another. */
export const MESSAGE_IDS: Needs = { since: '2.4.0' };

export const CHANNELS: Needs = { since: '2.4.0' };

/** The oldest version that this dialect speaks with: before it all bodies are nested otherwise. */
export const OLDEST = '2.0.0';
