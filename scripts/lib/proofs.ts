import { gateways } from '../../nodes/WhatsApp/gateways';
import type { Gateway } from '../../nodes/WhatsApp/gateways/gateway';
import type { Proof } from '../../nodes/WhatsApp/gateways/webhooks';
import { table } from './table';

const MARKS = /(<!-- proofs:start -->\n)[\s\S]*?(\n<!-- proofs:end -->)/;

const PROTECTS: Readonly<Record<Proof['by'], string>> = {
	signature: 'sender and content: without the secret nobody can make up, change or replay an event',
	secret:
		'only the sender: anybody who intercepts one event can send others, so the address of n8n must begin with `https://`',
};

const all: readonly Gateway[] = Object.values(gateways);

/**
 * The trigger page, with the protection of each gateway's events between its marks.
 * @throws Error when the marks are missing
 */
export function withProofs(page: string): string {
	if (!MARKS.test(page)) throw new Error('The page of the trigger has no marks for the proofs');
	const rows = all.map(({ name, webhooks: { proof } }) => [name, proof.how, PROTECTS[proof.by]]);
	const text = table(['Gateway', 'Each event carries', 'What that protects'], rows);
	return page.replace(MARKS, (_, start: string, end: string) => `${start}${text}${end}`);
}
