/**
 * WhatsApp's own addresses. The world keeps them in the network's form and each dialect translates them:
 * `<digits>@s.whatsapp.net` is a person by phone, `<digits>@lid` a person by hidden id, `@g.us` a group, `@newsletter`
 * a channel.
 */
export const PERSON_SUFFIX = '@s.whatsapp.net';
export const LID_SUFFIX = '@lid';
export const GROUP_SUFFIX = '@g.us';

export function personId(phone: string): string {
	return `${phone}${PERSON_SUFFIX}`;
}

export function isGroupId(id: string): boolean {
	return id.endsWith(GROUP_SUFFIX);
}

export function isLidId(id: string): boolean {
	return id.endsWith(LID_SUFFIX);
}

/** The part before the `@`, without the `:device` suffix. */
export function userPart(id: string): string {
	const [user = ''] = id.split('@');
	const [withoutDevice = ''] = user.split(':');
	return withoutDevice;
}
