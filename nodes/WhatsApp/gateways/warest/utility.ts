import type { DialectOf } from '../gateway';
import { warestCoding } from './coding';
import { warestFileTools } from './fileTools';
import { warestPeople } from './people';

export const warestUtility: DialectOf<'utility'> = {
	...warestCoding,
	...warestFileTools,
	...warestPeople,
};
