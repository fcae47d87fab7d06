/** A table of the package that is made from a maintained source, so that nobody keeps it by hand. */
export interface Table {
	/** Its file, seen from the project's root. */
	readonly file: string;
	/** The whole TypeScript file; prettier gives it its final form. */
	readonly write: () => string;
}
