/** Something that WAHA reports, by its name and in its form. */
export interface Happening {
	event: string;
	payload: object;
	/** The chat it happened in, which the session's config may ignore. */
	chatId?: string;
}
