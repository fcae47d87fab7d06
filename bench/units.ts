/** As the node itself counts it when it speaks of files. */
export const MEGABYTE = 1_048_576;
