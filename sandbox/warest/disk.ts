/** A text for which the real server would have looked for a file on its disk. */
export interface ServerPathRead {
	/** Method and path of the route. */
	route: string;
	field: string;
	value: string;
	/** True: the text looks like a path, so its "file" was read. False: the server looked and found nothing. */
	isPath: boolean;
}

/** How paths look: absolute, relative, with a drive letter, or as a file URL. */
const PATH = /^(\/|\.{1,2}\/|~\/|[A-Za-z]:\\|file:)|^[\w.-]+(\/[\w.-]+)*\.[A-Za-z]{1,5}$/;

/**
 * The server's disk. WARest 0.3.44 reads any text that is an existing path (observed for base64, hash, hmac, thumbnail,
 * image, pictures and button images), which gives its files to whoever can put text into such a field. So every text
 * that gets this far is recorded, and one that looks like a path gets a made-up file.
 */
export class ServerDisk {
	readonly reads: ServerPathRead[] = [];

	read(route: string, field: string, value: string): Buffer | undefined {
		// A long base64 text may begin with a slash, but no path is that long.
		const isPath = value.length < 500 && PATH.test(value.trim());
		this.reads.push({ route, field, value, isPath });
		return isPath ? Buffer.from(`Content of the server's file ${value}`) : undefined;
	}
}
