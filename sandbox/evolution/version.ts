import { eventReleases } from '../contract/evolution/instance';

/**
 * Differences between releases of Evolution API. 2.3.7 was observed; the others are known from its source and
 * changelog: 2.2.3, 2.3.0 (webhook tokens, waits between attempts), 2.3.4 (hidden ids), 2.4.0 (licence, ids created in
 * advance). Of 1.8, which has another dialect, only `GET /` is simulated.
 */
export interface EvolutionVersion {
	name: string;
	/** Whether it is this release, such as `2.3.0`, or newer. */
	isAtLeast(release: string): boolean;
	/** The dialect of version 1. */
	isFirst: boolean;
	/** Message keys contain the other address of a hidden person. */
	tellsHidden: boolean;
	/** 2.3.4 to 2.3.7 replace the hidden id with the phone address, so it is lost; 2.4 swaps the two. */
	hidden: 'overwritten' | 'swapped';
	/** `jwt_key` among a webhook's headers makes a token. Before, it is sent as it is. */
	makesTokens: boolean;
	/** Every route needs a server that was activated at its vendor. */
	asksLicence: boolean;
	/** Sends accept an id that was created in advance. */
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
