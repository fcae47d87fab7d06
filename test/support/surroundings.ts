import { readCredential } from '../../nodes/WhatsApp/client/readCredential';
import { surroundingsOf } from '../../nodes/WhatsApp/client/diagnosis';
import type { Surroundings } from '../../nodes/WhatsApp/gateways/setup/survey';

interface Where {
	readonly gateway: string;
	readonly baseUrl?: string;
	/** The address of n8n; null if n8n does not give it. */
	readonly n8nAddress?: string | null;
}

/** The surroundings of an operation that a test runs itself. */
export const surroundings = ({
	gateway,
	baseUrl = 'http://gateway:3000',
	n8nAddress = 'http://n8n:5678/',
}: Where): Surroundings =>
	surroundingsOf(readCredential({ gateway, baseUrl, apiKey: 'key' }), () => n8nAddress);
