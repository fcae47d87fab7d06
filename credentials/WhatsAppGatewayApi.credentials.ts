import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { credentialHeaders } from '../nodes/WhatsApp/client/readCredential';
import { listed } from '../nodes/WhatsApp/gateways/listed';

/**
 * Adds the API key in the gateway's own header.
 * @throws Refusal when the credential names no gateway
 */
const authenticate: IAuthenticate = async (
	credentials: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
) => ({ ...request, headers: { ...request.headers, ...credentialHeaders(credentials) } });

/**
 * One credential for every gateway: it says which gateway it is and where, and has its key. Its test is in the nodes
 * (`client/credentialTest.ts`), which n8n uses only if the credential has no `test` of its own.
 */
export class WhatsAppGatewayApi implements ICredentialType {
	name = 'whatsAppGatewayApi';

	// Under "Add new credential" n8n searches only this name.
	displayName = `WhatsApp Gateway (${listed.map(({ name }) => name).join(', ')}) API`;

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
			options: listed.map(({ name, value, description }) => ({ name, value, description })),
			default: listed[0]?.value ?? '',
			description: 'The server that links your phone to n8n',
		},
		...listed.map(({ value, exampleUrl }) => baseUrl(value, exampleUrl)),
		{
			displayName:
				"If n8n runs in Docker, localhost is n8n's own container. Use the name of the gateway's container, or host.docker.internal for a gateway on the same computer.",
			name: 'localhostNotice',
			type: 'notice',
			default: '',
			displayOptions: {
				show: {
					baseUrl: ownAddresses.map((address) => ({ _cnd: { startsWith: address } })),
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
}

/**
 * How an address begins that leads back to n8n's own container. Not a regular expression, because n8n evaluates this
 * for each node that uses the credential, and 2.41 fails the execution if one takes longer than 250 ms, as on a busy
 * machine.
 */
const ownAddresses = ['localhost', '127.', '0.0.0.0', '[::1]'].flatMap((host) => [
	`http://${host}`,
	`https://${host}`,
]);

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
			'The address of the gateway as n8n sees it. In Docker that is the name of its container. For a proxy in front of it write user and password before the host, as in https://user:password@example.com.',
	};
}
