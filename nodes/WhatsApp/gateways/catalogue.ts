/** What people and n8n have to know of a gateway before anything is asked of it. */
export interface CatalogueEntry {
	/** As people write it. */
	readonly name: string;
	/** What the name stands for. */
	readonly description: string;
	/** Words by which people look for its node in n8n's panel, beside its name. */
	readonly searchWords: readonly string[];
	/** Its address in Docker, with the port of a fresh installation. */
	readonly exampleUrl: string;
	/** The header that carries the API key. */
	readonly keyHeader: string;
	/** Where a person finds the API key; Markdown for the README. */
	readonly keySource: string;
	/** What GET reads here no request without a key may see, and keys of every rank may. */
	readonly testPath: string;
	/** How a person registers a webhook by hand; a sentence with HTML, as n8n shows it in a notice. */
	readonly manualRegistration: string;
}

/**
 * Every gateway that can be chosen, by the value that its credential holds, in the order in which people see them. The
 * credential, the names and texts of the nodes, the notes on what only some gateways have, and the tables of the docs are
 * made from it. A new gateway is an entry here, a folder, and a line in `index.ts`, which does not compile without it.
 */
export const catalogue = {
	waha: {
		name: 'WAHA',
		description: 'WhatsApp HTTP API',
		searchWords: ['WhatsApp HTTP API'],
		exampleUrl: 'http://waha:3000',
		keyHeader: 'X-Api-Key',
		keySource: 'the value of `WAHA_API_KEY`',
		// Open to the keys of single sessions, too, which see their own session in it.
		testPath: '/api/sessions',
		manualRegistration:
			'Add <code>url</code>, <code>events</code> and the secret as <code>hmac.key</code> to the <code>webhooks</code> of the session.',
	},
	warest: {
		name: 'WARest',
		description: 'WhatsApp REST API',
		searchWords: [],
		exampleUrl: 'http://warest:7308',
		keyHeader: 'X-WAREST-API-KEY',
		keySource: "the API key of a WARest user; an administrator's key for the server operations",
		testPath: '/api/v1/session/list',
		manualRegistration:
			'Send <code>webhookUrl</code> and <code>webhookSecret</code> to <code>POST /api/v1/session/{session}/config</code>.',
	},
	evolution: {
		name: 'Evolution API',
		description: 'Version 2, with Baileys',
		searchWords: ['Evolution', 'EvolutionAPI'],
		exampleUrl: 'http://evolution-api:8080',
		keyHeader: 'apikey',
		keySource:
			'the value of `AUTHENTICATION_API_KEY`; the token of an instance reaches that one only',
		// Open to the token of an instance, too, which sees its own one in it.
		testPath: '/instance/fetchInstances',
		manualRegistration:
			'Send <code>url</code>, <code>events</code> and the secret as <code>headers["x-webhook-secret"]</code> inside <code>webhook</code> to <code>POST /webhook/set/{instance}</code>, with <code>byEvents</code> and <code>base64</code> off.',
	},
} satisfies Readonly<Record<string, CatalogueEntry>>;

/** The values that a credential holds for its gateway. */
export type GatewayName = keyof typeof catalogue;
