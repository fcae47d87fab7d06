import { textAt, type Json } from '../portable/json';
import type { Ack } from '../portable/shapes';

/** Baileys counts them upwards from the error, like WhatsApp's protocol. */
const BY_NUMBER: readonly Ack[] = ['error', 'pending', 'sent', 'delivered', 'read', 'played'];

const BY_NAME: Readonly<Record<string, Ack>> = {
	ERROR: 'error',
	PENDING: 'pending',
	SERVER: 'sent',
	DELIVERY: 'delivered',
	DEVICE: 'delivered',
	READ: 'read',
	PLAYED: 'played',
};

/** How far a message got, from Baileys' `status`: a number, or a word such as `DELIVERY_ACK`. */
export function ackIn(status: Json | undefined): Ack | null {
	if (typeof status === 'number') return BY_NUMBER[status] ?? null;
	const name = textAt(status)?.replace(/_ACK$/, '') ?? '';
	return Object.hasOwn(BY_NAME, name) ? (BY_NAME[name] ?? null) : null;
}
