import { listed } from '../../nodes/WhatsApp/gateways/listed';
import { mistakes, sentenceOf, unreachable } from '../../test/credential/mistakes';
import { table } from './table';

/** The gateways of the examples: the chosen one, and another one. */
const [chosen, other] = listed;
if (chosen === undefined || other === undefined) throw new Error('The page needs two gateways');

const INTRODUCTION = `# The test of the credential

What **Test** says when a credential does not work. Written by \`npm run docs\` from the table that the tests hold the
package to, in every n8n that it is tested with: do not edit.

n8n shows the sentence under "Couldn't connect with these settings". The sentences are the same in every version. In the
table ${chosen.name} is the gateway that was chosen, and ${other.name} another one.

![The credential in n8n: its test says that ${chosen.name} refused the API key](pictures/credential-refused.png)

n8n tests a credential when it is saved. When everything is right, it says so:

![The credential in n8n: connection tested successfully](pictures/credential.png)`;

const AFTERWORD = `## How it is tested

- The test asks for the list of sessions, which needs the key and changes nothing, and follows no redirect. It ends after
  15 seconds.
- When that fails, at most three requests more find out why: one to the same address with the other of \`http://\` and
  \`https://\`, without the key; or one for each other gateway, with the key in that gateway's header.
- The requests are made by n8n, through its proxy and its protection of private networks.
- The options of a node do not count here: a node with Ignore SSL Issues or a Proxy of its own may work where the test
  fails.`;

const HEAD = ['What is wrong', 'What the test says'];

/** The page with every mistake in a credential that the tests know. */
export const credentialPage = (): string =>
	`${[
		INTRODUCTION,
		table(
			HEAD,
			[unreachable, ...mistakes].map((mistake) => [
				mistake.title,
				sentenceOf(mistake, {
					gateway: chosen.value,
					other: other.value,
					address: mistake.shownAddress ?? chosen.exampleUrl,
				}),
			]),
		),
		AFTERWORD,
	].join('\n\n')}\n`;
