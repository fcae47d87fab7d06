import type { GatewayName } from './gateway/protocol';
import type { Sender } from './sending';

/** The most time that this node may take, as a multiple of the HTTP Request node's. */
const RATIOS: Readonly<Partial<Record<Sender, Partial<Record<GatewayName, number>>>>> = {
	concurrent: { waha: 1, warest: 1 },
	// No target for WARest: by default this node sends one message after another there.
	standard: { waha: 1.2 },
};

export const ratioTarget = (sender: Sender, gateway: GatewayName): number | null =>
	RATIOS[sender]?.[gateway] ?? null;

/** The most processor time that an item may take beyond that in the HTTP Request node, in milliseconds. */
export const CPU_TARGET_MS = 1.5;

/** The most time that Automatic may take, as a multiple of the best number under Concurrency. */
export const OVERLOAD_RATIO = 1.2;

/** The most memory that a file of this size may use beyond that of the workflow without the node, in MB. */
export const FILE_TARGET = { fileMb: 60, addedMb: 30 };

/**
 * The same for a file that comes in base64 inside JSON, as a multiple of its size: n8n reads such an answer completely
 * into memory.
 */
export const HELD_FILE_RATIO = 6;

/** The most processor time that an event may take, as a multiple of what the Webhook node takes with one expression. */
export const EVENT_CPU_RATIO = 1.1;

/** A figure next to its target, if it has one. */
export function judged(figure: number, digits: number, target: number | null): string {
	const text = figure.toFixed(digits);
	if (target === null || Number.isNaN(figure)) return text;
	return `${text} (≤ ${target}: ${figure <= target ? 'met' : 'missed'})`;
}
