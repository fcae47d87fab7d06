export const profileResource = {
	name: 'Profile',
	operations: {},
};
