import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { newUlid } from '../../delivery/ulid';

const NIL = '00000000-0000-0000-0000-000000000000';
/** 100-nanosecond steps between the start of the Gregorian calendar and 1970. */
const GREGORIAN = 122_192_928_000_000_000n;

/** A mask of x shortens the ULID, random part first, so short masks give the same text repeatedly (v0.3.44). */
export function maskedUlid(nowMs: number, mask: string | undefined): string {
	const ulid = newUlid(nowMs);
	if (!mask) return ulid;
	let used = 0;
	return mask.replace(/x/gi, () => ulid.charAt(used++));
}

export const UUID_VERSIONS = ['v1', 'v3', 'v4', 'v5', 'nil'] as const;
export type UuidVersion = (typeof UUID_VERSIONS)[number];

export function isUuidVersion(version: string): version is UuidVersion {
	return UUID_VERSIONS.some((known) => known === version);
}

function dashed(hex: string): string {
	return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}

function withVersion(bytes: Buffer, version: number): string {
	bytes[6] = ((bytes[6] ?? 0) & 0x0f) | (version << 4);
	bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
	return dashed(bytes.toString('hex'));
}

function named(
	algorithm: 'md5' | 'sha1',
	version: number,
	namespace: string,
	name: string,
): string {
	const space = Buffer.from(namespace.replace(/-/g, ''), 'hex');
	const digest = createHash(algorithm).update(space).update(name).digest();
	return withVersion(digest.subarray(0, 16), version);
}

function byTime(nowMs: number): string {
	const time = (BigInt(nowMs) * 10_000n + GREGORIAN).toString(16).padStart(15, '0');
	const head = `${time.slice(7)}${time.slice(3, 7)}0${time.slice(0, 3)}`;
	return withVersion(Buffer.from(`${head}${randomBytes(8).toString('hex')}`, 'hex'), 1);
}

/** A UUID of any version that the server makes; `namespace` and `name` are for v3 and v5. */
export function newUuid(
	version: UuidVersion,
	nowMs: number,
	namespace: string,
	name: string,
): string {
	if (version === 'nil') return NIL;
	if (version === 'v1') return byTime(nowMs);
	if (version === 'v3') return named('md5', 3, namespace, name);
	return version === 'v5' ? named('sha1', 5, namespace, name) : randomUUID();
}

/** The version of a UUID; undefined if the text is not one. */
export function uuidVersion(text: string): string | undefined {
	if (text === NIL) return 'nil';
	const found = /^[0-9a-f]{8}-[0-9a-f]{4}-([1-8])[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
	const version = found.exec(text)?.[1];
	return version === undefined ? undefined : `v${version}`;
}

export function isUlid(text: string): boolean {
	return /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/i.test(text);
}
