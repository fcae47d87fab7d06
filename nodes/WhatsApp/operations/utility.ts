import { resource } from './operation';
import { codingTools } from './utility/coding';
import { fileTools } from './utility/files';
import { peopleTools } from './utility/people';

export const utilityResource = resource({
	name: 'Utility',
	preset: 'validatePhone',
	operations: { ...peopleTools, ...fileTools, ...codingTools },
});
