/** mime-db publishes no types of its own. */
declare module 'mime-db' {
	interface MimeType {
		/** Who knows the type: `iana` for a registered one. */
		readonly source?: 'iana' | 'apache' | 'nginx';
		readonly extensions?: readonly string[];
	}
	const types: Readonly<Record<string, MimeType>>;
	export = types;
}
