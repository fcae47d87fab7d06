export const contactResource = {
	name: 'Contact',
	operations: {},
};
