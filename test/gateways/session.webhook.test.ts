import { keepingWebhook } from '../../nodes/WhatsApp/gateways/warest/webhooks/setting';
import { drive, type GatewayRequest, type Plan } from '../../nodes/WhatsApp/transport/request';
import { enveloped, stored } from './session.run';

const reconnect: GatewayRequest = { method: 'GET', path: '/api/v1/session/reconnect' };

/** Starts a session that is not ready in time. */
function* tooLate(): Plan<never> {
	yield reconnect;
	throw new Error('no QR code yet');
}

test("WARest's webhook is restored even if starting the session fails", async () => {
	const sent: GatewayRequest[] = [];
	const started = drive(keepingWebhook('default', tooLate()), async (request) => {
		sent.push(request);
		return await Promise.resolve(request === reconnect ? enveloped({}) : stored);
	});
	await expect(started).rejects.toThrow('no QR code yet');
	expect(sent.map(({ path, body }) => [path, body])).toEqual([
		['/api/v1/session/default/config', {}],
		['/api/v1/session/reconnect', undefined],
		[
			'/api/v1/session/default/config',
			{ webhookUrl: 'http://n8n/hook', webhookSecret: 'secret-1' },
		],
	]);
});
