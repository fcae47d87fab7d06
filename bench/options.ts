import { parseArgs } from 'node:util';
import { MEGABYTE } from './units';
import type { GatewayName, Plan } from './gateway/protocol';

export const PARTS = ['sending', 'tls', 'overload', 'files', 'trigger', 'package'] as const;
export type Part = (typeof PARTS)[number];

const GATEWAY_NAMES = ['waha', 'warest', 'evolution'] as const satisfies readonly GatewayName[];

/** What is measured, and how. */
export interface BenchOptions {
	readonly parts: readonly Part[];
	readonly gateways: readonly GatewayName[];
	/** How many items are sent at a time; each number is a separate run. */
	readonly items: readonly number[];
	readonly roundsOf: (items: number) => number;
	readonly fileBytes: number;
	/** Of files and triggers. */
	readonly rounds: number;
	/** How many events each trigger gets. */
	readonly events: number;
	/** One n8n for everything: faster, but the memory of one part affects the next. */
	readonly sharesN8n: boolean;
	readonly plan: Pick<Plan, 'chats' | 'latencyMs' | 'seed'>;
	/** The file for the figures, beside the terminal; null for none. */
	readonly json: string | null;
	readonly write: string | null;
}

/** With more items than this, a round takes so long that the number of rounds is a separate option. */
export const MANY_ITEMS = 2_000;

export const HELP = `npm run bench -- [options]

Compares the packed node in a real n8n with n8n's HTTP Request node and Webhook node, against a simulated gateway.

  --quick               a smoke run: 500 items, a file of 10 MB, 60 events, one round
  --only <parts>        measures only these of ${PARTS.join(',')}
  --gateways <names>    measures only these of ${GATEWAY_NAMES.join(',')}
  --items <counts>      numbers of items to send, each in runs of its own (default 500,10000)
  --rounds <n>          number of rounds (default 3)
  --many-rounds <n>     number of rounds with more than ${MANY_ITEMS} items (default 1)
  --chats <n>           number of chats to send to (default 50)
  --latency <min-max>   latency of the gateway in milliseconds (default 0-40)
  --seed <n>            seed of the random latencies (default 1)
  --file-mb <n>         size of the file in MB (default 60)
  --events <n>          number of events for each trigger (default 200)
  --json <file>         writes the figures of every round to a file
  --write <file>        writes the tables between the marks of a Markdown file`;

const OPTIONS = {
	help: { type: 'boolean', default: false },
	quick: { type: 'boolean', default: false },
	only: { type: 'string', default: PARTS.join(',') },
	gateways: { type: 'string', default: GATEWAY_NAMES.join(',') },
	items: { type: 'string' },
	rounds: { type: 'string' },
	'many-rounds': { type: 'string', default: '1' },
	chats: { type: 'string', default: '50' },
	latency: { type: 'string', default: '0-40' },
	seed: { type: 'string', default: '1' },
	'file-mb': { type: 'string' },
	events: { type: 'string' },
	json: { type: 'string' },
	write: { type: 'string' },
} as const;

/**
 * Reads the command line. Null if it asks for help.
 * @throws Error on an unknown option or an invalid value
 */
export function readOptions(args: readonly string[]): BenchOptions | null {
	const { values } = parseArgs({ args: [...args], options: OPTIONS });
	if (values.help) return null;
	const rounds = whole('rounds', values.rounds ?? (values.quick ? '1' : '3'));
	const manyRounds = whole('many-rounds', values['many-rounds']);
	const [min = 0, max = min] = values.latency.split('-').map((text) => whole('latency', text));
	return {
		parts: chosen('only', values.only, PARTS),
		gateways: chosen('gateways', values.gateways, GATEWAY_NAMES),
		items: (values.items ?? (values.quick ? '500' : '500,10000'))
			.split(',')
			.map((text) => whole('items', text)),
		roundsOf: (items) => (items > MANY_ITEMS ? manyRounds : rounds),
		fileBytes: whole('file-mb', values['file-mb'] ?? (values.quick ? '10' : '60')) * MEGABYTE,
		rounds,
		events: whole('events', values.events ?? (values.quick ? '60' : '200')),
		sharesN8n: values.quick,
		plan: {
			chats: whole('chats', values.chats),
			latencyMs: { min, max },
			seed: whole('seed', values.seed),
		},
		json: values.json ?? null,
		write: values.write ?? null,
	};
}

function whole(name: string, text: string): number {
	if (/^\d{1,9}$/.test(text.trim())) return Number(text);
	throw new Error(`--${name} takes whole numbers, not "${text}"`);
}

function chosen<T extends string>(name: string, text: string, known: readonly T[]): T[] {
	const wanted = text.split(',').map((part) => part.trim());
	const strange = wanted.find((part) => !known.some((one) => one === part));
	if (strange !== undefined)
		throw new Error(`--${name} takes ${known.join(', ')}, not "${strange}"`);
	return known.filter((one) => wanted.includes(one));
}
