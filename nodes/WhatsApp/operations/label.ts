export const labelResource = {
	name: 'Label',
	operations: {},
};
