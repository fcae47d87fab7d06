/** Something that WAHA reports, under its name and in its form. */
export interface Happening {
	event: string;
	payload: object;
	/** The chat it happened in, which the session's config may exclude. */
	chatId?: string;
}
