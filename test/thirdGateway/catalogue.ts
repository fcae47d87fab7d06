import { catalogue as shipped, type CatalogueEntry } from '../../nodes/WhatsApp/gateways/catalogue';

export type { CatalogueEntry } from '../../nodes/WhatsApp/gateways/catalogue';

export const catalogue = {
	...shipped,
	tern: {
		name: 'Tern',
		description: 'A gateway of the tests',
		searchWords: ['Sea bird'],
		exampleUrl: 'http://tern:8100',
		keyHeader: 'X-Tern-Token',
		keySource: 'the token that Tern prints when it starts',
		testPath: '/v2/lines',
		manualRegistration: 'Send <code>target</code> and <code>seal</code> to <code>/v2/hooks</code>.',
	},
} satisfies Readonly<Record<string, CatalogueEntry>>;

export type GatewayName = keyof typeof catalogue;
