export const statusResource = {
	name: 'Status',
	operations: {},
};
