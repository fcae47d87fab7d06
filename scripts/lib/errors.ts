import { gateways } from '../../nodes/WhatsApp/gateways';
import type { Fate } from '../../nodes/WhatsApp/portable/problem';
import { cases, type Told } from '../../test/transport/cases';
import { table } from './table';

const INTRODUCTION = `# Errors

What the node says when something goes wrong, what to do then, and what became of the message or the change that was
asked for. Written by \`npm run docs\` from the table that the tests hold the node to: do not edit.

With **On Error** set to continue, an item that failed comes out with the sentence under \`error\`. Its error holds what
became of it as \`context.outcome\`. When the node stops, its error holds that of the first item that failed, and its
description names the items that were sent, that may have been sent, and that were not.

| Outcome | What it means |
| --- | --- |
| \`notDone\` | Nothing was done, for certain. Sending again is safe. |
| \`failed\` | The gateway took it and failed. Part of it may have been done. |
| \`unknown\` | Nobody answered for it, so it may or may not have been sent. The sentence then also names the session and the chat. |

The tables tell it of a send. What only reads changes nothing, so it is always \`notDone\`.`;

const FATES: Readonly<Record<Fate, string>> = {
	notDone: '`notDone`',
	failed: '`failed`',
	unknown: '`unknown`',
};

const HEAD = ['What happens', 'What the node says', 'What to do', 'Outcome'];

const section = (title: string, rows: ReadonlyArray<Told & { readonly title: string }>): string =>
	[
		`## ${title}`,
		table(
			HEAD,
			rows.map((row) => [row.title, placed(row.message), row.hint, FATES[row.fate]]),
		),
	].join('\n\n');

const placed = (message: string): string =>
	message.replace('{gateway}', 'WAHA').replace('{address}', 'http://waha:3000');

/** The page that tells of every case in which a request fails. */
export const errorsPage = (): string =>
	`${[
		INTRODUCTION,
		section('The connection to any gateway', [
			...cases.network,
			cases.redirect,
			cases.login,
			cases.tooLarge,
		]),
		section(`Answers of ${gateways.waha.name}`, cases.waha),
		section(`Answers of ${gateways.warest.name}`, cases.warest),
	].join('\n\n')}\n`;
