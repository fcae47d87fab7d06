import { codingTools } from './utility/coding';
import { fileTools } from './utility/files';
import { peopleTools } from './utility/people';

export const utilityResource = {
	name: 'Utility',
	operations: { ...codingTools, ...fileTools, ...peopleTools },
};
