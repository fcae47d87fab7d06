import type { Clock } from './clock';
import type { GroupChange, ParticipantChange, RequestChange, WorldEvents } from './events';
import { GROUP_SUFFIX } from './ids';
import type { Group, Participant, ParticipantRole } from './model';

/** What an admin can set on a group. */
export type GroupSettings = Partial<
	Pick<
		Group,
		| 'subject'
		| 'description'
		| 'infoAdminOnly'
		| 'messagesAdminOnly'
		| 'picture'
		| 'joinApproval'
		| 'addAdminOnly'
		| 'shareHistoryAdminOnly'
	>
>;

/** The groups of one session's account, and those it could join. */
export class Groups {
	private readonly byId = new Map<string, Group>();
	/** Groups of other people, which only their invite code leads to. */
	private readonly elsewhere = new Map<string, Group>();

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

	/** A group by its invite code, whether the account is in it or not. */
	byInvite(code: string): Group | undefined {
		return [...this.all(), ...this.elsewhere.values()].find((group) => group.inviteCode === code);
	}

	/** A new group; its owner is its first participant. `id` fixes the address for seeds. */
	create(ownerId: string, subject: string, members: string[], id?: string): Group {
		const group = this.make(ownerId, subject, members, id);
		this.byId.set(group.id, group);
		this.events.emit({ type: 'group.created', session: this.session, group });
		return group;
	}

	/** A group that the account is not in, for seeds: it can be joined by its invite code. */
	createElsewhere(ownerId: string, subject: string, members: string[], id?: string): Group {
		const group = this.make(ownerId, subject, members, id);
		this.elsewhere.set(group.id, group);
		return group;
	}

	private make(ownerId: string, subject: string, members: string[], id?: string): Group {
		const participants: Participant[] = [
			{ id: ownerId, role: 'superadmin' },
			...members.map((member): Participant => ({ id: member, role: 'member' })),
		];
		return {
			id: id ?? `120363${this.clock.digits(12)}${GROUP_SUFFIX}`,
			subject,
			description: null,
			ownerId,
			createdAt: this.clock.now(),
			infoAdminOnly: false,
			messagesAdminOnly: false,
			inviteCode: this.clock.hex(22),
			participants,
			picture: null,
			joinApproval: false,
			addAdminOnly: false,
			shareHistoryAdminOnly: false,
			joinRequests: [],
		};
	}

	roleOf(group: Group, personId: string): ParticipantRole | undefined {
		return group.participants.find(({ id }) => id === personId)?.role;
	}

	/** Whether this person may change the group's members and settings. */
	isAdmin(group: Group, personId: string): boolean {
		return ['admin', 'superadmin'].includes(this.roleOf(group, personId) ?? '');
	}

	change(group: Group, settings: GroupSettings): void {
		Object.assign(group, settings);
		this.changed(group, 'picture' in settings ? 'picture' : 'info', settings);
	}

	renewInvite(group: Group): void {
		group.inviteCode = this.clock.hex(22);
		this.changed(group, 'invite');
	}

	/** Existing members stay as they are. */
	add(group: Group, personId: string): void {
		group.joinRequests = group.joinRequests.filter(({ id }) => id !== personId);
		if (this.roleOf(group, personId) !== undefined) return;
		group.participants.push({ id: personId, role: 'member' });
		this.participants(group, 'add', personId);
	}

	remove(group: Group, personId: string): void {
		if (this.roleOf(group, personId) === undefined) return;
		group.participants = group.participants.filter(({ id }) => id !== personId);
		this.participants(group, 'remove', personId);
	}

	/** Makes a member an admin or an admin a member; false for strangers and for the owner. */
	setRole(group: Group, personId: string, role: 'admin' | 'member'): boolean {
		const participant = group.participants.find(({ id }) => id === personId);
		if (!participant || participant.role === 'superadmin') return false;
		participant.role = role;
		this.participants(group, role === 'admin' ? 'promote' : 'demote', personId);
		return true;
	}

	/** Somebody asks to join. */
	ask(group: Group, personId: string): void {
		const others = group.joinRequests.filter(({ id }) => id !== personId);
		group.joinRequests = [...others, { id: personId, requestedAt: this.clock.now() }];
		this.request(group, 'created', personId);
	}

	/** Rejects a request, or its sender withdraws it; false if there is none. */
	turnDown(group: Group, personId: string, action: RequestChange = 'rejected'): boolean {
		const others = group.joinRequests.filter(({ id }) => id !== personId);
		if (others.length === group.joinRequests.length) return false;
		group.joinRequests = others;
		this.request(group, action, personId);
		return true;
	}

	/** The account joins by a link, or waits for an admin if approval is required. */
	join(group: Group, myId: string): 'joined' | 'waiting' {
		if (this.byId.has(group.id)) return 'joined';
		if (group.joinApproval) {
			this.ask(group, myId);
			return 'waiting';
		}
		this.elsewhere.delete(group.id);
		this.byId.set(group.id, group);
		this.add(group, myId);
		this.events.emit({ type: 'group.joined', session: this.session, group });
		return 'joined';
	}

	/** The account leaves, or is removed; the group continues without it. */
	leave(group: Group, myId: string): void {
		this.remove(group, myId);
		this.byId.delete(group.id);
		this.elsewhere.set(group.id, group);
		this.changed(group, 'left');
	}

	/** The group is deleted for everybody, and its invite code becomes invalid. */
	removeForAll(group: Group): void {
		this.byId.delete(group.id);
		this.changed(group, 'left');
	}

	private changed(group: Group, change: GroupChange, settings: GroupSettings = {}): void {
		this.events.emit({ type: 'group.changed', session: this.session, group, change, settings });
	}

	private participants(group: Group, action: ParticipantChange, personId: string): void {
		const { session } = this;
		const participants = [personId];
		this.events.emit({ type: 'group.participants', session, group, action, participants });
	}

	private request(group: Group, action: RequestChange, requesterId: string): void {
		const { session } = this;
		this.events.emit({ type: 'group.request', session, group, action, requesterId });
	}
}
