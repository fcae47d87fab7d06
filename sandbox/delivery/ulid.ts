import { randomBytes } from 'node:crypto';

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A ULID: the time in ten characters, then sixteen random ones. */
export function newUlid(nowMs: number): string {
	let time = '';
	for (let rest = nowMs, place = 0; place < 10; place += 1, rest = Math.floor(rest / 32))
		time = `${CROCKFORD.charAt(rest % 32)}${time}`;
	const chance = [...randomBytes(16)].map((byte) => CROCKFORD.charAt(byte % 32)).join('');
	return `${time}${chance}`;
}
