import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gateways } from '../../nodes/WhatsApp/gateways';
import { PORTABLE_EVENTS } from '../../nodes/WhatsApp/portable/events';

/** The rows of the table of events: the event, and its name on each gateway. */
const rows = readFileSync(join(__dirname, '../../docs/shapes.md'), 'utf8')
	.split('## What a trigger gives')[1]
	?.split('\n')
	.filter((line) => line.startsWith('| `'))
	.map((line) => line.split('|').map((cell) => cell.trim()));

test('docs/shapes.md lists every event', () => {
	expect(rows?.map(([, event]) => event).sort()).toEqual(
		PORTABLE_EVENTS.map((event) => `\`${event}\``).sort(),
	);
});

test.each([
	['WAHA', gateways.waha, 3],
	['WARest', gateways.warest, 4],
] as const)(
	'a dash in docs/shapes.md marks exactly the events that %s never reports',
	(_, { webhooks }, column) => {
		const dashes = rows?.filter((cells) => cells[column] === '–').map(([, event]) => event);
		expect(dashes?.sort()).toEqual(webhooks.never.map((event) => `\`${event}\``).sort());
	},
);
