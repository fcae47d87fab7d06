/** Member of the node's context under which a question is kept. */
export const QUESTION = 'question';

/** The query parameter of a link that says which question it is for. */
export const TOKEN = 'question';
