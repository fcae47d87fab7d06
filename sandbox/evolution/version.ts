import { eventReleases } from '../contract/evolution/instance';

/**
 * What differs between releases of Evolution API. 2.3.7 was observed; the others are known from its source and its
 * list of changes: 2.2.3, 2.3.0 (tokens of webhooks, waits between attempts), 2.3.4 (hidden ids), 2.4.0 (licence, ids
 * made beforehand). Of 1.8, which speaks another dialect, only `GET /` is played.
 */
export interface EvolutionVersion {
	name: string;
	/** Whether it is a release, such as `2.3.0`, or newer. */
	isAtLeast(release: string): boolean;
	/** The dialect of version 1. */
	isFirst: boolean;
	/** Keys of messages name the other address of a hidden person. */
	tellsHidden: boolean;
	/** 2.3.4 to 2.3.7 write the phone address over the hidden id, which is lost; 2.4 swaps the two. */
	hidden: 'overwritten' | 'swapped';
	/** `jwt_key` among a webhook's headers makes a token. Before, it leaves as it is. */
	makesTokens: boolean;
	/** Every route needs a server that was activated at its vendor. */
	asksLicence: boolean;
	/** Sends take an id that was made beforehand. */
	takesMessageId: boolean;
	/** The events that a webhook may name. */
	events: readonly string[];
}

/** Reads a version such as `2.3.7`; `2.4.0-rc2` counts as 2.4.0. */
export function evolutionVersion(name: string): EvolutionVersion {
	const parts = numbersOf(name);
	const isAtLeast = (release: string): boolean => {
		for (const [index, part] of numbersOf(release).entries()) {
			const mine = parts[index] ?? 0;
			if (mine !== part) return mine > part;
		}
		return true;
	};
	return {
		name,
		isAtLeast,
		isFirst: !isAtLeast('2'),
		tellsHidden: isAtLeast('2.3.4'),
		hidden: isAtLeast('2.4') ? 'swapped' : 'overwritten',
		makesTokens: isAtLeast('2.3'),
		asksLicence: isAtLeast('2.4'),
		takesMessageId: isAtLeast('2.4'),
		events: eventReleases.flatMap(([since, names]) => (isAtLeast(since) ? names : [])),
	};
}

function numbersOf(version: string): number[] {
	return (version.split('-')[0] ?? '').split('.').map(Number);
}
