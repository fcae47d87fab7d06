import { at } from '../sandbox/receiver';
import { until } from '../support/until';
import {
	ANNA,
	BEN,
	CARLA,
	ME,
	SHY,
	shySays,
	simply,
	TEAM,
	without,
	type Act,
	type Fields,
} from './acts';

const inTeam: Fields = { chatId: TEAM, isGroup: true, canReply: true };
const group = (body: object): Act['act'] => without(simply('group', { chatId: TEAM, ...body }));
const changed = (changes: Fields): readonly Fields[] => [
	{ event: 'groupUpdated', ...inTeam, changes },
];
const members = (action: string, ...participants: Fields[]): Fields => ({
	event: 'groupParticipants',
	...inTeam,
	action,
	participants,
});
const carla: Fields = { participantId: CARLA, phone: '5511987654321', lid: null };

/** In this order: the person is added before being promoted. */
const groups: readonly Act[] = [
	{
		name: 'a new subject',
		act: group({ subject: 'New' }),
		expected: changed({ subject: 'New' }),
	},
	{
		name: 'a new description',
		act: group({ description: 'For all' }),
		expected: changed({ description: 'For all' }),
	},
	{
		name: 'a group in which only admins write',
		act: group({ adminsWrite: true }),
		expected: changed({ messagesAdminOnly: true }),
	},
	{
		name: 'somebody who is added',
		act: group({ add: [CARLA] }),
		expected: [members('added', carla)],
	},
	{
		name: 'somebody who becomes an admin',
		act: group({ promote: [CARLA] }),
		expected: [members('promoted', carla)],
	},
	{
		name: 'somebody who stops being an admin',
		act: group({ demote: [CARLA] }),
		expected: [members('demoted', carla)],
	},
	{
		name: 'somebody who is removed',
		act: group({ remove: [CARLA] }),
		expected: [members('removed', carla)],
	},
	{
		name: 'a hidden member who is added',
		act: without(async (stage) => {
			await shySays(stage);
			await group({ add: [SHY] })(stage);
		}),
		expected: [
			members('added', { participantId: '491705550001@c.us', phone: '491705550001', lid: SHY }),
		],
		except: { warest: [members('added', { participantId: SHY, phone: null, lid: SHY })] },
	},
	{
		name: 'a group into which the account is put',
		act: without(simply('group', { from: BEN, subject: 'Newest', members: [ANNA] })),
		expected: [
			{
				event: 'groupJoined',
				chatId: expect.stringMatching(/^120363\d{12}@g\.us$/),
				isGroup: true,
				canReply: true,
				subject: 'Newest',
				owner: BEN,
				participantsCount: 3,
			},
		],
		except: { warest: [] },
	},
	{
		name: 'a group out of which the account is put',
		act: without(async (stage) => {
			const chatId = await stage.act('group', { from: BEN, subject: 'Not for long' });
			await group({ chatId, remove: [ME] })(stage);
		}),
		...outOf({ isGroup: true, chatId: expect.stringMatching(/@g\.us$/) }),
	},
];

function outOf(place: Fields): Pick<Act, 'expected' | 'except'> {
	const me: Fields = { participantId: ME, phone: '491700000001', lid: null };
	const removed = { ...members('removed', me), ...place };
	return {
		expected: [{ event: 'groupLeft', ...place, canReply: false }, removed],
		except: { warest: [removed] },
	};
}

const status = (name: string): Fields => ({
	event: 'sessionStatus',
	chatId: null,
	isGroup: false,
	canReply: false,
	status: name,
});
const statuses = (...names: string[]): readonly Fields[] => names.map(status);

/** WAHA before 2024.11 reports no time, so every report of a start counts. */
const timeless = (...names: string[]): readonly Fields[] =>
	names.map((name) => ({ ...status(name), timestamp: null }));

const session = (what: string, more: object, end: string): Act['act'] =>
	without(async (stage) => {
		await simply('session', { do: what, ...more })(stage);
		await until(() => stage.session.status === end);
	});

/** In this order: each begins where the previous one ended. */
const sessions: readonly Act[] = [
	{
		name: 'a session that is stopped',
		act: session('stop', {}, 'stopped'),
		expected: statuses('stopped'),
		except: { oldest: timeless('stopped') },
	},
	{
		name: 'a session that is started',
		act: session('start', {}, 'working'),
		expected: statuses('starting', 'working'),
		except: { oldest: timeless('starting', 'starting', 'working') },
	},
	{
		name: 'a session that loses its connection',
		act: session('drop', {}, 'working'),
		expected: statuses('starting', 'working'),
		except: {
			warest: statuses('reconnecting', 'working'),
			oldest: timeless('starting', 'starting', 'working'),
		},
	},
	{
		name: 'a session whose phone is unlinked',
		act: without(async (stage) => {
			await session('unlink', {}, 'waitingForQr')(stage);
			// WARest renders the code before it reports it.
			await until(() =>
				stage.sandbox.deliveries.some(({ body }) => at(body, 'data', 'tags') === 'qr'),
			);
		}),
		expected: statuses('starting', 'stopped', 'waitingForQr'),
		except: {
			warest: statuses('loggedOut', 'starting', 'waitingForQr'),
			oldest: timeless('starting', 'starting', 'stopped', 'waitingForQr'),
		},
	},
	{
		name: 'a session that is linked',
		act: session('scan', { phone: '+49 170 0000001' }, 'working'),
		expected: statuses('working'),
		except: { oldest: timeless('working') },
	},
];

export const groupActs = [...groups, ...sessions] as const;
