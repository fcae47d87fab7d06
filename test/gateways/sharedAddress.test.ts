import fc from 'fast-check';
import {
	othersIn,
	readSharedAddress,
	sharedAddress,
} from '../../nodes/WhatsApp/gateways/shared/sharedAddress';
import { holds } from '../support/property';

const secrets = fc.string({ minLength: 6 });

/** Addresses as n8n writes them: those of a node without its own id contain the workflow's id and the node's name. */
const addresses = fc
	.array(
		fc.tuple(
			fc.constantFrom('webhook', 'webhook-test', 'some/prefix/webhook'),
			fc.array(
				fc.string({ unit: 'grapheme', minLength: 1 }).filter((id) => !/^\.+$/.test(id)),
				{ minLength: 1, maxLength: 2 },
			),
		),
		{ minLength: 1, maxLength: 6 },
	)
	.map((parts) =>
		parts.map(([base, ids]) => {
			const id = ids.map((part) => encodeURIComponent(part)).join('/');
			return new URL(`https://n8n.example:5678/${base}/${id}/webhook`).href;
		}),
	);

/** The query of a delivery, as n8n's web server passes it on. */
const queryOf = (url: string): object => Object.fromEntries(new URL(url).searchParams);

const isSame = (one: unknown, other: unknown): boolean =>
	JSON.stringify(one) === JSON.stringify(other);

test('a shared webhook URL is read back by registration and by a delivery', () => {
	holds([addresses, secrets], (members, secret) => {
		const url = sharedAddress(members, secret);
		const others = members.slice(1).map((member) => new URL(member).pathname);
		return isSame(
			[readSharedAddress(url, secret), othersIn({ ...queryOf(url) }, secret)],
			[{ members, isSealed: true }, others],
		);
	});
});

test('with another secret, the URL is read as a single webhook', () => {
	holds([addresses, secrets, secrets], (members, secret, other) => {
		fc.pre(secret !== other);
		const url = sharedAddress(members, secret);
		return isSame(
			[readSharedAddress(url, other), othersIn({ ...queryOf(url) }, other)],
			[{ members: [members[0]], isSealed: false }, null],
		);
	});
});

test('a list that was changed, or has no valid seal, is not read', () => {
	const members = ['a', 'b', 'c'].map((id) => `https://n8n.example/webhook/${id}/webhook`);
	const { also, seal } = { also: '', seal: '', ...queryOf(sharedAddress(members, 'a secret')) };
	holds([fc.nat(also.length - 1), fc.string({ minLength: 1, maxLength: 3 })], (place, text) => {
		const changed = `${also.slice(0, place)}${text}${also.slice(place + 1)}`;
		fc.pre(changed !== also);
		return othersIn({ also: changed, seal }, 'a secret') === null;
	});
	for (const query of [
		{},
		{ also },
		{ also, seal: '' },
		{ also, seal: [seal] },
		{ also: [also], seal },
	])
		expect(othersIn(query, 'a secret')).toBeNull();
	expect(othersIn({ also, seal }, '')).toBeNull();
});

test('reads any string as a webhook URL', () => {
	holds(
		[fc.string(), fc.option(fc.string())],
		(url, secret) => readSharedAddress(url, secret).members.length > 0,
	);
	for (const url of ['https://theirs.example/x?key=1', 'not a url', ''])
		expect(readSharedAddress(url, 'a secret')).toEqual({ members: [url], isSealed: false });
});
