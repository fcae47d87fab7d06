/** What WhatsApp keeps an account from doing. Times in seconds since 1970. */
export interface Restrictions {
	/** Until when nobody new can be written to; null for no lock. */
	timelockedUntil: number | null;
	/** New conversations in a period. */
	quota: {
		status: 'NONE' | 'FIRST_WARNING' | 'SECOND_WARNING' | 'CAPPED';
		total: number;
		used: number;
		start: number;
		end: number;
	};
}

/** How a session begins: one new conversation of a thousand is used. */
export const unrestricted = (now: number): Restrictions => ({
	timelockedUntil: null,
	quota: { status: 'NONE', total: 1_000, used: 1, start: now, end: now + 30 * 24 * 3_600 },
});
