import type { EvolutionContext } from './context';
import type { EvolutionRouter } from './router';

/** Tells everybody which server this is. Real servers ask WhatsApp for its version each time, which can take long. */
export function welcome({ version, settings }: EvolutionContext): object {
	return {
		status: 200,
		message: 'Welcome to the Evolution API, it is working!',
		version: version.name,
		clientName: 'evolution_exchange',
		manager: `${settings.baseUrl}/manager`,
		documentation: 'https://doc.evolution-api.com',
		whatsappWebVersion: '2.3000.1029847551',
	};
}

export function serverRoutes(route: EvolutionRouter, evolution: EvolutionContext): void {
	route('GET', '/', () => welcome(evolution));
	route('POST', '/verify-creds', () => ({ status: 200, message: 'Credentials are valid' }));
}
