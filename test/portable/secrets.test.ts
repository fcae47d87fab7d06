import { withoutSecrets, withoutSecretSettings } from '../../nodes/WhatsApp/portable/secrets';

test.each([
	[{ webhookSecret: 'x' }, { webhookSecret: '***' }],
	[{ webhookSecret: '' }, { webhookSecret: '' }],
	[{ a: [{ webhookSecret: 'x' }] }, { a: [{ webhookSecret: '***' }] }],
	[{ hmac: { key: 'x', algorithm: 'a' } }, { hmac: { key: '***', algorithm: 'a' } }],
	[{ hmac: { key: null } }, { hmac: { key: null } }],
	[{ proxy: { server: 's', password: 'x' } }, { proxy: { server: 's', password: '***' } }],
	[
		{ customHeaders: [{ name: 'A', value: 'x' }] },
		{ customHeaders: [{ name: 'A', value: '***' }] },
	],
	[
		{
			apps: [{ app: 'chatwoot', config: { url: 'http://u:p@c', accountToken: 'x', locale: 'en' } }],
		},
		{
			apps: [
				{ app: 'chatwoot', config: { url: 'http://***@c', accountToken: '***', locale: 'en' } },
			],
		},
	],
])('%j is shown as %j', (raw, shown) => {
	expect(withoutSecrets(raw)).toEqual(shown);
});

test.each([
	{ key: { id: 'ABC', remoteJid: '1@s.whatsapp.net' }, mediaKey: 'x', messageSecret: 'y' },
	{ value: 1, password: 'a field of another kind', name: 'key' },
	{ config: { metadata: { token: 'own text' } } },
	['text', 1, null, true],
])('%j is not changed', (raw) => {
	expect(withoutSecrets(raw)).toEqual(raw);
});

test.each([
	['redis://:pass@redis:6379/0', 'redis://***@redis:6379/0'],
	['https://h/x?api_key=1&b=2', 'https://h/x?api_key=***&b=2'],
	['https://h/@user', 'https://h/@user'],
	['plain', 'plain'],
])('the setting %s is shown as %s', (value, shown) => {
	expect(withoutSecretSettings({ PLACE: value })).toEqual({ PLACE: shown });
});
