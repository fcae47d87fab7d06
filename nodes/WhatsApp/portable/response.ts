/**
 * What comes out when a person has answered, as from n8n's own nodes: `approved` where an approval was asked for, `text`
 * where words were.
 */
export type Responded = {
	data: {
		approved?: boolean;
		text?: string;
		respondedAt: string;
	};
};
