import { OUTCOMES } from '../../nodes/WhatsApp/execution/outcome';
import { catalogue } from '../../nodes/WhatsApp/gateways/catalogue';
import { listed } from '../../nodes/WhatsApp/gateways/listed';
import { cases, type Told } from '../../test/transport/cases';
import { table } from './table';

/** The gateway of the examples. */
const shown = catalogue.waha;

const INTRODUCTION = `# Errors

What the node says when something goes wrong, what to do then, and what became of the message or the change that was
asked for. Written by \`npm run docs\` from the table that the tests hold the node to: do not edit.

With **On Error** set to continue, an item that failed comes out with the fields and files of its input, the sentence
under \`error\`, and under \`details\` what became of it:

\`\`\`json
{
  "row": 7,
  "error": "${shown.name} refused the API key",
  "details": {
    "outcome": "notSent",
    "session": "default",
    "chatId": "491701234567@c.us",
    "gateway": "${shown.name}",
    "hint": "Check API Key, Gateway and Base URL in the credential."
  }
}
\`\`\`

An IF or Switch node reads it with \`{{ $json.details.outcome }}\`. \`session\` and \`chatId\` are \`null\` where the item does
not tell them. Fields of the input that are named \`error\` or \`details\` are lost. The same comes out of both branches that
n8n offers: the error output, and with **Continue** the regular one.

![The error branch of the node in n8n: the fields of the input, the sentence, and what became of the message](pictures/error-branch.png)

Without it the node stops, and says the same:

![The error of the node in n8n: what happened, on which gateway, and what to do](pictures/error.png)

When the node stops, its error holds the outcome of the first item that failed as \`context.outcome\`, and its description
names the items that were sent, in whole or in part, that may have been sent, and that were not.

| Outcome | What it means |
| --- | --- |
| \`notSent\` | Nothing was done, for certain. Sending again is safe. |
| \`failed\` | The gateway took it and failed. Part of it may have been done. |
| \`partlySent\` | The first parts of a text that was split are there, and not all of it: \`details.messageIds\` names them. n8n's Retry On Fail leaves it alone. |
| \`unknown\` | Nobody answered for it, so it may or may not have been sent. The sentence then also names the session and the chat. |

The tables tell it of a send. What only reads changes nothing, so it is always \`notSent\`.`;

const HEAD = ['What happens', 'What the node says', 'What to do', 'Outcome'];

const section = (title: string, rows: ReadonlyArray<Told & { readonly title: string }>): string =>
	[
		`## ${title}`,
		table(
			HEAD,
			rows.map((row) => [row.title, placed(row.message), row.hint, `\`${OUTCOMES[row.fate]}\``]),
		),
	].join('\n\n');

const placed = (message: string): string =>
	message.replace('{gateway}', shown.name).replace('{address}', shown.exampleUrl);

/** The page with every case in which a request fails. */
export const errorsPage = (): string =>
	`${[
		INTRODUCTION,
		section('The connection to any gateway', [
			...cases.network,
			cases.httpsOnly,
			cases.redirect,
			cases.login,
			cases.tooLarge,
		]),
		...listed.map(({ name, value }) => section(`Answers of ${name}`, cases[value])),
	].join('\n\n')}\n`;
