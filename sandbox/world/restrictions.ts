/** WhatsApp's restrictions of an account. Times in seconds since 1970. */
export interface Restrictions {
	/** Until when no new people can be written to; null if there is no lock. */
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

/** The initial state: one new conversation of a thousand is used. */
export const unrestricted = (now: number): Restrictions => ({
	timelockedUntil: null,
	quota: { status: 'NONE', total: 1_000, used: 1, start: now, end: now + 30 * 24 * 3_600 },
});
