import type { IDataObject } from 'n8n-workflow';
import type { GatewayName } from '../../sandbox';
import { runNode } from '../support/engine';
import { byId, useSandbox } from '../support/sandbox';

const box = useSandbox();

/** Fields that may differ between gateways for the same world: one of them does not know. */
const MAY_DIFFER: Readonly<Record<string, readonly string[]>> = {
	session: ['engine'],
	chat: ['unreadCount', 'archived', 'pinned'],
};

async function read(gateway: GatewayName, resource: string): Promise<IDataObject[]> {
	const { items, error } = await runNode({
		credential: box.credential(gateway),
		parameters: { resource, operation: 'getMany', session: byId('default'), returnAll: true },
	});
	expect(error).toBeUndefined();
	return items
		.map(({ json }) =>
			Object.fromEntries(
				Object.entries(json).filter(([field]) => MAY_DIFFER[resource]?.includes(field) !== true),
			),
		)
		.filter(({ chatId }) => !isHidden(chatId));
}

/** WARest stores a chat with a hidden id under a made-up phone number; such a chat cannot be the same. */
const isHidden = (chatId: unknown): boolean =>
	typeof chatId === 'string' && /^98765432101234@/.test(chatId);

test.each(['session', 'chat'])(
	'the same world gives the same %s list through both gateways',
	async (resource) => {
		const [fromWaha, fromWarest] = [await read('waha', resource), await read('warest', resource)];
		expect(fromWaha.length).toBeGreaterThan(2);
		expect(fromWarest).toEqual(fromWaha);
	},
);
