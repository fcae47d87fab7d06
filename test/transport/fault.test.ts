import fc from 'fast-check';
import { readFault, type FaultKind } from '../../nodes/WhatsApp/transport/fault';
import { holds } from '../support/property';

/** What n8n 2.8 throws: the code, and the messages of the inner error. */
const byOldN8n = (httpCode: string, ...messages: string[]): unknown => ({
	message: 'The connection to the server was closed unexpectedly, perhaps it is offline.',
	httpCode,
	messages,
});

/** What n8n 2.41 throws: the cause is axios's error with its request, and behind it is that of Node.js. */
const byNewN8n = (
	code: string,
	message: string,
	socket: unknown = {},
	more: object = {},
): unknown => ({
	...(byOldN8n(code, message) as object),
	cause: {
		message,
		code,
		request: { socket },
		cause: Object.assign(new Error(message), { code, ...more }),
	},
});

const WRONG_VERSION =
	'write EPROTO 408D4C9CF47F0000:error:0A00010B:SSL routines:tls_validate_record_header:wrong version number:../deps/openssl/openssl/ssl/record/methods/tlsany_meth.c:77:\n';
const BAD_RECORD =
	'408D4C9CF47F0000:error:0A0001BB:SSL routines:tls13_validate_record_header:bad record type:../deps/openssl/openssl/ssl/record/methods/tls13_meth.c:263:\n';
const CERTIFICATE_REQUIRED =
	'408D4C9CF47F0000:error:0A00045C:SSL routines:ssl3_read_bytes:tlsv13 alert certificate required:../deps/openssl/openssl/ssl/record/rec_layer_s3.c:918:SSL alert number 116\n';

const STANDING = { secureConnecting: false, _bytesDispatched: 223 };
const IN_HANDSHAKE = { secureConnecting: true, _bytesDispatched: 223 };
const NOT_CONNECTED = { connecting: false, _bytesDispatched: 0 };

test.each<[string, unknown, FaultKind, boolean]>([
	['https to http, n8n 2.8', byOldN8n('EPROTO', WRONG_VERSION), 'noTls', true],
	['https to http, n8n 2.41', byNewN8n('EPROTO', WRONG_VERSION, IN_HANDSHAKE), 'noTls', true],
	[
		'a wrong version after the handshake',
		byNewN8n('ERR_SSL_WRONG_VERSION_NUMBER', WRONG_VERSION.replace('write EPROTO ', ''), STANDING),
		'broken',
		false,
	],
	['a bad record', byNewN8n('ERR_SSL_BAD_RECORD_TYPE', BAD_RECORD, STANDING), 'broken', false],
	[
		'a certificate is required',
		byNewN8n('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', CERTIFICATE_REQUIRED, STANDING),
		'tlsRefused',
		true,
	],
	[
		'a reset within the handshake, n8n 2.41',
		byNewN8n('ECONNRESET', 'read ECONNRESET', IN_HANDSHAKE),
		'broken',
		true,
	],
	['a reset later', byNewN8n('ECONNRESET', 'read ECONNRESET', STANDING), 'broken', false],
	['a reset, n8n 2.8', byOldN8n('ECONNRESET', 'read ECONNRESET'), 'broken', false],
	[
		'a time-out within the handshake, n8n 2.41',
		byNewN8n('ECONNABORTED', 'timeout of 60000ms exceeded', IN_HANDSHAKE),
		'timeout',
		true,
	],
	[
		'a time-out before the connection stands, n8n 2.41',
		byNewN8n('ECONNABORTED', 'timeout of 60000ms exceeded', NOT_CONNECTED),
		'timeout',
		true,
	],
	[
		'a time-out before there is a connection to the proxy, n8n 2.41',
		byNewN8n('ECONNABORTED', 'timeout of 60000ms exceeded', null),
		'timeout',
		true,
	],
	[
		'a time-out of an answer',
		byNewN8n('ECONNABORTED', 'timeout of 60000ms exceeded', STANDING),
		'timeout',
		false,
	],
	[
		'every address timed out, as Node.js tells it',
		Object.assign(
			new AggregateError([
				Object.assign(new Error('connect ETIMEDOUT 10.0.0.1:80'), { code: 'ETIMEDOUT' }),
				Object.assign(new Error('connect ENETUNREACH ::1:80'), { code: 'ENETUNREACH' }),
			]),
			{ code: 'ETIMEDOUT' },
		),
		'unreachable',
		true,
	],
	[
		'an alert of TLS in answer to http, n8n 2.41',
		byNewN8n('HPE_INVALID_CONSTANT', 'Parse Error: Expected HTTP/', STANDING, {
			rawPacket: Buffer.from([0x15, 3, 3, 0, 2, 2, 50]),
		}),
		'tlsExpected',
		true,
	],
	[
		'another answer that is no HTTP, n8n 2.41',
		byNewN8n('HPE_INVALID_CONSTANT', 'Parse Error: Expected HTTP/', STANDING, {
			rawPacket: Buffer.from('SSH-2.0-OpenSSH_9.6'),
		}),
		'noHttp',
		false,
	],
	[
		'n8n protects private networks, n8n 2.41',
		{
			httpCode: null,
			messages: ['The request was blocked because it resolves to a restricted IP address'],
			cause: new Error('The request was blocked because it resolves to a restricted IP address'),
		},
		'blocked',
		true,
	],
	[
		'the network of a connection that stood is gone',
		byOldN8n('ENETUNREACH', 'read ENETUNREACH'),
		'broken',
		false,
	],
	['nothing at all', undefined, 'broken', false],
	['a text', 'ECONNREFUSED', 'broken', false],
])('classifies the error: %s', (_, error, kind, nothingSent) => {
	expect(readFault(error)).toMatchObject({ kind, nothingSent });
});

test('keeps only the kind of a network error and the TLS reason', () => {
	expect(readFault(byNewN8n('EPROTO', CERTIFICATE_REQUIRED, IN_HANDSHAKE))).toEqual({
		kind: 'tlsRefused',
		nothingSent: true,
		reason: 'tlsv13 alert certificate required',
	});
});

/** Words that prove that nothing was sent; without one of them nothing is proved. */
const PROOF =
	/connect E|getaddrinfo|query\w+ E|blocked|SSL routines|before secure TLS|CONNECT|ERR_|CERT|SELF_SIGNED|UNABLE|CRL_|INVALID_|PATH_LENGTH|HOSTNAME_M|ECONNREFUSED|UNREACH|ENOTFOUND|EAI_AGAIN/;

test('reads any error, and considers nothing unsent without proof', () => {
	const texts = fc.oneof(
		fc.string(),
		fc.constantFrom('ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'read ECONNRESET', 'write EPIPE', 'EPROTO'),
	);
	const odd = fc.oneof(
		texts,
		fc.constantFrom(null, undefined, 0, true, [], {}, [null], Symbol.iterator),
	);
	const errors = fc.letrec((tie) => ({
		error: fc.oneof(
			{ depthSize: 'small' },
			odd,
			fc.record(
				{
					code: odd,
					httpCode: odd,
					message: odd,
					messages: fc.oneof(fc.array(texts, { maxLength: 2 }), odd),
					errors: fc.oneof(fc.array(tie('error'), { maxLength: 2 }), odd),
					cause: tie('error'),
					request: fc.record({ socket: fc.constant(STANDING) }, { requiredKeys: [] }),
				},
				{ requiredKeys: [] },
			),
		),
	}));
	holds([errors.error], (error) => {
		const { nothingSent } = readFault(error);
		return !nothingSent || PROOF.test(fc.stringify(error));
	});
});

test('an error that is its own cause does not loop forever', () => {
	const error: { cause?: unknown; errors?: unknown } = {};
	error.cause = error;
	error.errors = [error, error];
	expect(readFault(error)).toEqual({ kind: 'broken', nothingSent: false, reason: null });
});
