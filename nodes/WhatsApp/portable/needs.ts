/** What the server of a gateway has to be for something. */
export interface Needs {
	/** The first version that has it, such as `2026.4.3`. */
	readonly since?: string;
	/** The engines that have it, where not every one does. */
	readonly engines?: readonly string[];
}

/** What a server says that it is; null for what it does not tell. */
export interface Running {
	readonly version: string | null;
	readonly engine: string | null;
}

/** Compares versions such as `2025.12.2` number by number. */
export function isNewer(version: string, than: string): boolean {
	const [mine, other] = [numbersOf(version), numbersOf(than)];
	for (let i = 0; i < Math.max(mine.length, other.length); i++) {
		const difference = (mine[i] ?? 0) - (other[i] ?? 0);
		if (difference !== 0) return difference > 0;
	}
	return false;
}

const numbersOf = (version: string): number[] =>
	version.split('.').map((part) => Number.parseInt(part, 10) || 0);

const listed = (names: readonly string[], joint: 'and' | 'or'): string =>
	names.length < 2
		? names.join('')
		: `${names.slice(0, -1).join(', ')} ${joint} ${names.at(-1) ?? ''}`;

/** "since 2026.4.3, NOWEB and GOWS only", for lists of what there is; empty where nothing is needed. */
export const needsNote = ({ since, engines }: Needs): string =>
	[
		since === undefined ? '' : `since ${since}`,
		engines === undefined ? '' : `${listed(engines, 'and')} only`,
	]
		.filter((part) => part !== '')
		.join(', ');

/**
 * What a server would have to be and is not, in sentences for a person; empty where it is all that.
 * @param running null where it does not say what it is
 */
export function unmet(gateway: string, needs: Needs, running: Running | null): string {
	const { version = null, engine = null } = running ?? {};
	const { since, engines } = needs;
	const isOld = since !== undefined && (version === null || isNewer(since, version));
	const isOther =
		engines !== undefined && (engine === null || !engines.includes(engine.toUpperCase()));
	return [
		isOld
			? `It needs ${gateway} ${since} or newer${version === null ? '' : `; yours is ${version}`}.`
			: '',
		isOther
			? `It needs the engine ${listed(engines, 'or')}${engine === null ? '' : `; yours is ${engine}`}.`
			: '',
	]
		.filter((sentence) => sentence !== '')
		.join(' ');
}
