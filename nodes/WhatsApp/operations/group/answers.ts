export type ActedOnGroup = { session: string; chatId: string };

/** Whom a change reached and whom not; if it reached nobody, it is an error instead. */
export type ParticipantsChange = ActedOnGroup & {
	done: string[];
	failed: Array<{ participantId: string; reason: string }>;
};
