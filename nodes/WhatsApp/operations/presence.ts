export const presenceResource = {
	name: 'Presence',
	operations: {},
};
