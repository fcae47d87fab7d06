import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';

/**
 * All files below a folder, as paths relative to it, with slashes.
 * @param part limits the search to this subfolder
 */
export async function filesIn(folder: string, part = ''): Promise<string[]> {
	const place = path.join(folder, part);
	if (!existsSync(place)) return [];
	const entries = await readdir(place, { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile())
		.map((entry) =>
			path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'),
		)
		.sort();
}
