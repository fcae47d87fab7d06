import fc from 'fast-check';
import type { INode } from 'n8n-workflow';
import { toNodeError } from '../nodes/WhatsApp/client/errors';
import { GatewayProblem } from '../nodes/WhatsApp/portable/problem';
import { Refusal } from '../nodes/WhatsApp/portable/refusal';

const NODE: INode = {
	id: '1',
	name: 'WhatsApp',
	type: 'whatsApp',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** Codes that n8n searches for in every error message (n8n-workflow 2.41, COMMON_ERRORS). */
const CODES = [
	'EACCES',
	'EADDRNOTAVAIL',
	'EAI_AGAIN',
	'ECONNABORTED',
	'ECONNREFUSED',
	'ECONNRESET',
	'EEXIST',
	'EHOSTUNREACH',
	'EISDIR',
	'ENOENT',
	'ENOTDIR',
	'ENOTFOUND',
	'EPERM',
	'ERRADDRINUSE',
	'ETIMEDOUT',
	'GETADDRINFO',
];

const part = fc.oneof(
	fc.string(),
	fc.constantFrom(...CODES, ...CODES.map((code) => code.toLowerCase())),
);
const sentence = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));

test('an error keeps its message, hint and item index, whatever the message contains', () => {
	fc.assert(
		fc.property(
			sentence,
			fc.option(sentence, { nil: undefined }),
			fc.option(fc.constantFrom(400, 404, 429, 500, 502, 503), { nil: null }),
			(message, hint, status) => {
				fc.pre(message.trim() !== '' && hint !== message && hint !== '');
				const advice = hint === undefined ? {} : { hint };
				const problem = new GatewayProblem(message, { status, ...advice });
				for (const error of [problem, new Refusal(message, hint), new Error(message)]) {
					const shown = toNodeError(error, NODE, 3);
					expect(shown.message).toBe(message);
					expect(shown.context.itemIndex).toBe(3);
					if (hint !== undefined && !(error.constructor === Error))
						expect(shown.description).toBe(hint);
				}
			},
		),
	);
});
