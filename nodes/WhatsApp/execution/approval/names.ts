/** Member of the node's context under which a question is kept. */
export const QUESTION = 'question';

/** The part of a link's query that says which question it is for. */
export const TOKEN = 'question';
