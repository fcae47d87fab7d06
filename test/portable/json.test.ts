import { isObject, parseJson } from '../../nodes/WhatsApp/portable/json';

test.each(['__proto__', '\\u005f_proto__', '_\\u005Fproto__', '__\\u0070roto__'])(
	'drops the member %s at any depth',
	(name) => {
		const parsed = parseJson(`{"a":[{"${name}":{"polluted":true},"b":1}],"${name}":{"c":2},"d":3}`);
		expect(parsed).toEqual({ a: [{ b: 1 }], d: 3 });
		const [inner] = isObject(parsed) && Array.isArray(parsed.a) ? parsed.a : [];
		for (const object of [parsed, inner])
			expect([
				Object.hasOwn(Object(object), '__proto__'),
				Object.getPrototypeOf(object) === Object.prototype,
			]).toEqual([false, true]);
	},
);

test('reads other escaped characters unchanged', () => {
	expect(parseJson('{"\\u00e4":"\\u00fc __proto__"}')).toEqual({ ä: 'ü __proto__' });
});
