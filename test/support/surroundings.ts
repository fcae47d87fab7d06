import { readCredential } from '../../nodes/WhatsApp/client/readCredential';
import { surroundingsOf } from '../../nodes/WhatsApp/client/diagnosis';
import type { Surroundings } from '../../nodes/WhatsApp/gateways/setup/survey';

interface Where {
	readonly gateway: string;
	readonly baseUrl?: string;
	/** That of n8n; null where it does not tell. */
	readonly n8nAddress?: string | null;
}

/** Where an operation runs that a test drives by itself. */
export const surroundings = ({
	gateway,
	baseUrl = 'http://gateway:3000',
	n8nAddress = 'http://n8n:5678/',
}: Where): Surroundings =>
	surroundingsOf(readCredential({ gateway, baseUrl, apiKey: 'key' }), () => n8nAddress);
