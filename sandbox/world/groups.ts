import type { Clock } from './clock';
import type { WorldEvents } from './events';
import { GROUP_SUFFIX } from './ids';
import type { Group, Participant } from './model';

/** The groups that one session's account is in. */
export class Groups {
	private readonly byId = new Map<string, Group>();

	constructor(
		private readonly session: string,
		private readonly clock: Clock,
		private readonly events: WorldEvents,
	) {}

	all(): Group[] {
		return [...this.byId.values()];
	}

	find(groupId: string): Group | undefined {
		return this.byId.get(groupId);
	}

	/** A new group; its owner is its first participant. `id` fixes the address for seeds. */
	create(ownerId: string, subject: string, members: string[], id?: string): Group {
		const participants: Participant[] = [
			{ id: ownerId, role: 'superadmin' },
			...members.map((member): Participant => ({ id: member, role: 'member' })),
		];
		const group: Group = {
			id: id ?? `120363${parseInt(this.clock.hex(12), 16)}${GROUP_SUFFIX}`,
			subject,
			description: null,
			ownerId,
			createdAt: this.clock.now(),
			infoAdminOnly: false,
			messagesAdminOnly: false,
			inviteCode: this.clock.hex(22),
			participants,
		};
		this.byId.set(group.id, group);
		this.events.emit({ type: 'group.created', session: this.session, group });
		return group;
	}
}
