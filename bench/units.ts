/** The unit that the node itself uses for the sizes of files. */
export const MEGABYTE = 1_048_576;
