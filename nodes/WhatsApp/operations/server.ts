import { command, operation } from './operation';

export const serverResource = {
	name: 'Server',
	operations: {
		ping: operation({
			name: 'Ping',
			action: 'Ping the gateway',
			description: 'Check that the gateway answers, and whether it asks for an API key at all',
			fields: {},
			returns: command<{ gateway: string; apiKeyRequired: boolean }>(),
		}),
	},
};
