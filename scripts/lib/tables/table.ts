/** A table of the package that is generated from a maintained source, so that nobody maintains it by hand. */
export interface Table {
	/** Its file, relative to the project's root. */
	readonly file: string;
	/** The whole TypeScript file; prettier gives it its final form. */
	readonly write: () => string;
}
