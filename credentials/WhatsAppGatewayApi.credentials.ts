import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { headerKey } from '../nodes/WhatsApp/transport/apiKey';
import { cleanBaseUrl } from '../nodes/WhatsApp/transport/baseUrl';

const AUTH_HEADER: Readonly<Record<string, string>> = {
	waha: 'X-Api-Key',
	warest: 'X-WAREST-API-KEY',
};

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/**
 * Adds the API key in the gateway's own header (WAHA 2025, WARest 0.3.44), and cleans the base URL of the credential
 * test, which n8n fills in as it was typed.
 * @throws Refusal when the base URL is no web address, or the key cannot be sent
 */
const authenticate: IAuthenticate = async (
	credentials: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
) => ({
	...request,
	...(request.baseURL === undefined ? {} : { baseURL: cleanBaseUrl(request.baseURL) }),
	headers: {
		...request.headers,
		[AUTH_HEADER[text(credentials.gateway)] ?? 'X-Api-Key']: headerKey(credentials.apiKey),
	},
});

/** One credential for every gateway: it says which one it is, where it is, and its key. */
export class WhatsAppGatewayApi implements ICredentialType {
	name = 'whatsAppGatewayApi';

	displayName = 'WhatsApp Gateway API';

	documentationUrl =
		'https://github.com/n8n-nodes-whatsapp-gateway/n8n-nodes-whatsapp-gateway#the-credential';

	icon = {
		light: 'file:../nodes/WhatsApp/whatsapp.svg',
		dark: 'file:../nodes/WhatsApp/whatsapp.dark.svg',
	} as const;

	properties: INodeProperties[] = [
		{
			displayName: 'Gateway',
			name: 'gateway',
			type: 'options',
			options: [
				{ name: 'WAHA', value: 'waha', description: 'WhatsApp HTTP API' },
				{ name: 'WARest', value: 'warest', description: 'WhatsApp REST API' },
			],
			default: 'waha',
			description: 'The server that links your phone to n8n',
		},
		baseUrl('waha', 'http://waha:3000'),
		baseUrl('warest', 'http://warest:7308'),
		{
			displayName:
				"If n8n runs in Docker, localhost is n8n's own container. Use the name of the gateway's container, or host.docker.internal for a gateway on the same computer.",
			name: 'localhostNotice',
			type: 'notice',
			default: '',
			displayOptions: {
				show: {
					baseUrl: [
						{ _cnd: { regex: '^\\s*https?://(localhost|127\\.|0\\.0\\.0\\.0|\\[::1\\])' } },
					],
				},
			},
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'The key of the gateway. A server that asks for none takes any text.',
		},
	];

	authenticate: IAuthenticate = authenticate;

	/** Both routes need the key and are open to keys of every rank. */
	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.baseUrl }}',
			url: '={{ $credentials.gateway === "warest" ? "/api/v1/session/list" : "/api/sessions" }}',
			// WARest's header means nothing to WAHA. Sent as well, it makes a WAHA chosen as WARest answer 404 and not 401.
			headers: { 'X-Api-Key': '={{ $credentials.apiKey }}', Accept: 'application/json' },
			timeout: 15_000,
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						"The gateway refused the API key. Copy it again from the gateway's configuration.",
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message: 'The gateway knows the API key but does not let it list sessions.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message:
						'Something else answers at this address. Check that Gateway is the one that runs there, and that Base URL is its address.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 502,
					message:
						'A proxy answers at this address, but the gateway behind it does not. Check that the gateway is running.',
				},
			},
		],
	};
}

function baseUrl(gateway: string, example: string): INodeProperties {
	return {
		displayName: 'Base URL',
		name: 'baseUrl',
		type: 'string',
		default: '',
		required: true,
		placeholder: `e.g. ${example}`,
		displayOptions: { show: { gateway: [gateway] } },
		description:
			'The address of the gateway as n8n sees it. In Docker that is the name of its container.',
	};
}
