import { inWords } from './inWords';

/** What the server of a gateway must be for a feature. */
export interface Needs {
	/** The first version that has it, such as `2026.4.3`. */
	readonly since?: string;
	/** The engines that have it, if not all of them do. */
	readonly engines?: readonly string[];
}

/** The version and engine that a server reports; null if it does not. */
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

/** "needs 2026.4.3 or newer with NOWEB or GOWS", as a note in lists; empty if nothing is needed. */
export function needsNote({ since, engines }: Needs): string {
	const version = since === undefined ? [] : [`${since} or newer`];
	const engine = engines === undefined ? [] : [inWords(engines, 'or')];
	const parts = [...version, ...engine];
	return parts.length === 0 ? '' : `needs ${parts.join(' with ')}`;
}

/**
 * The requirements that a server does not meet, in sentences for the user; empty if it meets all.
 * @param running null if the server does not report what it is
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
			? `It needs the engine ${inWords(engines, 'or')}${engine === null ? '' : `; yours is ${engine}`}.`
			: '',
	]
		.filter((sentence) => sentence !== '')
		.join(' ');
}
