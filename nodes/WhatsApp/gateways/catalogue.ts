/** What people and n8n must know about a gateway before any request. */
export interface CatalogueEntry {
	/** The name as people write it. */
	readonly name: string;
	/** A short description of the gateway. */
	readonly description: string;
	/** Words that people type in n8n's panel to find its node, besides its name. */
	readonly searchWords: readonly string[];
	/** Its address in Docker, with the port of a fresh installation. */
	readonly exampleUrl: string;
	/** The header that carries the API key. */
	readonly keyHeader: string;
	/** Where to find the API key; Markdown for the README. */
	readonly keySource: string;
	/** A path whose GET needs a key, and works with a key of any rank. */
	readonly testPath: string;
	/** How to register a webhook by hand; a sentence with HTML, because n8n shows it in a notice. */
	readonly manualRegistration: string;
}

/**
 * Every gateway that can be chosen, by its value in the credential, in the order in which people see them. The
 * credential, the names and texts of the nodes, the notes on what only some gateways have, and the tables of the docs
 * are made from it. A new gateway needs an entry here, a folder, and a line in `index.ts`, which does not compile
 * without it.
 */
export const catalogue = {
	waha: {
		name: 'WAHA',
		description: 'WhatsApp HTTP API',
		searchWords: ['WhatsApp HTTP API'],
		exampleUrl: 'http://waha:3000',
		keyHeader: 'X-Api-Key',
		keySource: 'the value of `WAHA_API_KEY`',
		// Works with the key of a single session, too, which sees only its own session.
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
		// Works with the token of an instance, too, which sees only its own instance.
		testPath: '/instance/fetchInstances',
		manualRegistration:
			'Send <code>url</code>, <code>events</code> and the secret as <code>headers["x-webhook-secret"]</code> inside <code>webhook</code> to <code>POST /webhook/set/{instance}</code>, with <code>byEvents</code> and <code>base64</code> off.',
	},
} satisfies Readonly<Record<string, CatalogueEntry>>;

/** The values by which a credential names its gateway. */
export type GatewayName = keyof typeof catalogue;
