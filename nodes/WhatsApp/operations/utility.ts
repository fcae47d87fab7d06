export const utilityResource = {
	name: 'Utility',
	operations: {},
};
