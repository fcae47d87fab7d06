/** Why no complete answer came. */
export type FaultKind =
	| 'unreachable'
	| 'unknownHost'
	| 'blocked'
	| 'unsendable'
	| 'certificate'
	| 'noTls'
	| 'tlsRefused'
	| 'tlsCut'
	| 'tlsExpected'
	| 'noHttp'
	| 'timeout'
	| 'canceled'
	| 'broken';

export interface Fault {
	readonly kind: FaultKind;
	/** Whether the gateway certainly received no complete request. */
	readonly nothingSent: boolean;
	/** What TLS says, such as `tlsv13 alert certificate required`; null for any other fault. */
	readonly reason: string | null;
}

/** With these faults nothing was sent, whatever else the error says. */
const NOTHING_SENT: ReadonlySet<FaultKind> = new Set([
	'unreachable',
	'unknownHost',
	'blocked',
	'unsendable',
	'certificate',
	'noTls',
	'tlsRefused',
	'tlsCut',
	'tlsExpected',
]);

/** Errors of a request that Node.js refuses to write at all. */
const UNSENDABLE =
	/^ERR_(INVALID_(CHAR|URL|PROTOCOL|HTTP_TOKEN|ARG_TYPE|ARG_VALUE)|HTTP_INVALID_HEADER_VALUE|UNESCAPED_CHARACTERS|SOCKET_BAD_PORT)$/;

/** Codes with which Node.js refuses a certificate, before the request leaves. */
const CERTIFICATE =
	/^(?!ERR_SSL_)(.*CERT.*|.*SELF_SIGNED.*|UNABLE_TO_.*|CRL_.*|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|HOSTNAME_MISMATCH)$/;

/**
 * Alerts with which a server ends a handshake (RFC 8446 section 6): handshake failure, everything about certificates,
 * unknown authority, access denied, and disagreement about the version or other parameters. Under TLS 1.3 the request
 * may have left by then, but the other side does not read it.
 */
const HANDSHAKE_ALERT = /alert number (4\d|51|70|71|86|109|11[0-6]|120)\b/;

/** OpenSSL's message when the first bytes from the other side are not TLS. */
const NO_TLS = /wrong version number|packet length too long|unknown protocol|http request/;

/** How OpenSSL names itself in every fault. */
const OF_TLS = /SSL routines:/;

/** Node.js's message for a connection that ended during the handshake. */
const CUT_IN_HANDSHAKE = /before secure TLS connection was established/;

/**
 * n8n's protection against requests to private networks: not every version keeps the error, but all keep its sentence
 * (2.41).
 */
const BLOCKED = /^The request was blocked because|^SsrfBlocked/;

/** Tells a fault while connecting from a fault of an established connection: Node.js names what it was doing. */
const OPENING = /\bconnect E[A-Z]+|^Proxy connection ended before receiving CONNECT/;
const STANDING = /^(read|write) E[A-Z]+/;

/** What an error and its causes say. n8n's error keeps the code as `httpCode`; older versions keep no cause. */
interface Clues {
	readonly codes: readonly string[];
	readonly texts: readonly string[];
	/** True if the error still has its connection, and that was never ready to carry a request. */
	readonly neverOpened: boolean;
	/** The first bytes of an answer that is not HTTP. */
	readonly packet: Buffer | null;
}

/** Deepest chain of causes that is read; n8n, axios and Node.js make up three. */
const MAX_DEPTH = 5;

/**
 * Reads what n8n's request helper threw. Only the kind of the fault is kept, because the error holds the request and
 * its key. Observed with n8n 2.8 on Node.js 20 and n8n 2.41 on Node.js 24.
 */
export function readFault(error: unknown): Fault {
	const clues = cluesOf(error);
	const kind = kindOf(clues);
	return {
		kind,
		nothingSent: NOTHING_SENT.has(kind) || clues.neverOpened,
		reason: kind === 'tlsRefused' ? tlsReason(clues) : null,
	};
}

function kindOf(clues: Clues): FaultKind {
	const { codes, texts } = clues;
	const has = (...wanted: readonly string[]): boolean =>
		codes.some((code) => wanted.includes(code));
	const says = (pattern: RegExp): boolean => texts.some((text) => pattern.test(text));
	if (has('ERR_CANCELED')) return 'canceled';
	if (says(BLOCKED)) return 'blocked';
	if (codes.some((code) => UNSENDABLE.test(code))) return 'unsendable';
	if (codes.some((code) => CERTIFICATE.test(code))) return 'certificate';
	if (says(OF_TLS)) return ofTls(clues);
	if (says(CUT_IN_HANDSHAKE)) return 'tlsCut';
	if (says(OPENING)) return 'unreachable';
	if (has('ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH') && !says(STANDING)) return 'unreachable';
	if (has('ENOTFOUND', 'EAI_AGAIN') || says(/\b(getaddrinfo|query\w+) E[A-Z]/))
		return 'unknownHost';
	if (has('ECONNABORTED', 'ETIMEDOUT')) return 'timeout';
	if (codes.some((code) => code.startsWith('HPE_')))
		return isTlsAlert(clues.packet) ? 'tlsExpected' : 'noHttp';
	return 'broken';
}

/**
 * A TLS fault proves that nothing was sent if the handshake was still going on: Node.js then still holds the request
 * back, and reports that writing it failed (EPROTO). Afterwards only a handshake alert proves it.
 */
function ofTls({ codes, neverOpened, texts }: Clues): FaultKind {
	const isHandshake =
		neverOpened || codes.includes('EPROTO') || texts.some((text) => HANDSHAKE_ALERT.test(text));
	if (!isHandshake) return 'broken';
	return texts.some((text) => NO_TLS.test(text)) ? 'noTls' : 'tlsRefused';
}

/** OpenSSL writes `…:SSL routines:function:reason:file…`. */
function tlsReason({ texts }: Clues): string | null {
	const reasons = texts.map((text) => /SSL routines:[^:]*:([\w ./-]+)/.exec(text)?.[1]?.trim());
	return reasons.find((reason) => reason !== undefined && reason !== '') ?? null;
}

/** A fatal alert in plain text: a server that speaks TLS received something else (RFC 8446 section 5.1). */
const isTlsAlert = (packet: Buffer | null): boolean =>
	packet !== null && packet[0] === 0x15 && packet[1] === 3 && packet[5] === 2;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null;

const isText = (value: unknown): value is string => typeof value === 'string';

function cluesOf(error: unknown): Clues {
	const errors = chainOf(error);
	const packets = errors.map(({ rawPacket }) => rawPacket);
	return {
		codes: errors
			.flatMap(({ code, httpCode }) => [code, httpCode])
			.filter(isText)
			.filter((code) => /^[A-Z]/.test(code)),
		texts: errors.flatMap(({ message, messages, name }) =>
			[message, messages, name].flat().filter(isText),
		),
		neverOpened: errors.some(({ request }) => isRecord(request) && neverOpened(request.socket)),
		packet: packets.find((packet) => Buffer.isBuffer(packet)) ?? null,
	};
}

/** An error, its causes, and the errors of the addresses that were tried in parallel. */
function chainOf(error: unknown, depth = 0): ReadonlyArray<Readonly<Record<string, unknown>>> {
	if (!isRecord(error) || depth === MAX_DEPTH) return [];
	const further: unknown[] = [
		error.cause,
		...(Array.isArray(error.errors) ? error.errors.slice(0, MAX_DEPTH) : []),
	];
	return [error, ...further.flatMap((one) => chainOf(one, depth + 1))];
}

/**
 * Whether a connection never carried a byte of the request: it was not open yet, its handshake is not finished, or the
 * system took nothing. This is Node.js's own count; without it nothing is proved.
 */
const neverOpened = (socket: unknown): boolean =>
	socket === null ||
	(isRecord(socket) && (socket.secureConnecting === true || socket._bytesDispatched === 0));
