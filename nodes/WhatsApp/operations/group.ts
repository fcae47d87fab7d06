export const groupResource = {
	name: 'Group',
	operations: {},
};
