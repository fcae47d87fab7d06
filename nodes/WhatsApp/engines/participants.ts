/** WhatsApp's result codes for one person, which all engines pass on. */
export const REASONS: Readonly<Record<number, string>> = {
	401: 'has blocked the session',
	403: 'does not allow this in the privacy settings; send the invite link instead',
	404: 'is not on WhatsApp or not in the group',
	408: 'left the group a short while ago and must join with the invite link',
	409: 'is in the group already',
	417: 'cannot be added to this group',
	419: 'does not fit into the group: it is full',
};

/** The code for a person who is already in the group. */
export const ALREADY_MEMBER = 409;
