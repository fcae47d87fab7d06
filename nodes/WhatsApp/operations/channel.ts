export const channelResource = {
	name: 'Channel',
	operations: {},
};
