/**
 * The output after a person has answered, as in n8n's own nodes: `approved` for an approval, `text` for a written
 * answer.
 */
export type Responded = {
	data: {
		approved?: boolean;
		text?: string;
		respondedAt: string;
	};
};
