import type { GatewayName } from './gateway/protocol';
import type { Sender } from './sending';

/** Most time that this node may take, as a multiple of what the HTTP Request node takes. */
const RATIOS: Readonly<Partial<Record<Sender, Partial<Record<GatewayName, number>>>>> = {
	concurrent: { waha: 1, warest: 1 },
	// WARest sends one message after another, so more at a time is nobody's default there.
	standard: { waha: 1.2 },
};

export const ratioTarget = (sender: Sender, gateway: GatewayName): number | null =>
	RATIOS[sender]?.[gateway] ?? null;

/** Most processor time that an item may take over that in the HTTP Request node, in milliseconds. */
export const CPU_TARGET_MS = 1.5;

/** Most time that Automatic may take, as a multiple of the best number under Concurrency. */
export const OVERLOAD_RATIO = 1.2;

/** Most memory that a file of this size may take over that of the workflow without the node, in MB. */
export const FILE_TARGET = { fileMb: 60, addedMb: 30 };

/** The same of a file that comes in base64 inside JSON, as a multiple of its size: n8n reads such an answer whole. */
export const HELD_FILE_RATIO = 6;

/** Most processor time that an event may take, as a multiple of what the Webhook node takes with one expression. */
export const EVENT_CPU_RATIO = 1.1;

/** A figure beside its target, if it has one. */
export function judged(figure: number, digits: number, target: number | null): string {
	const text = figure.toFixed(digits);
	if (target === null || Number.isNaN(figure)) return text;
	return `${text} (≤ ${target}: ${figure <= target ? 'met' : 'missed'})`;
}
