/** mime-db publishes no types of its own. */
declare module 'mime-db' {
	interface MimeType {
		/** Where the type is defined: `iana` for a registered one. */
		readonly source?: 'iana' | 'apache' | 'nginx';
		readonly extensions?: readonly string[];
	}
	const types: Readonly<Record<string, MimeType>>;
	export = types;
}
