import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { projectRoot } from '../harness/paths';
import { mimeTypes } from './lib/tables/mimeTypes';
import { numberingPlans } from './lib/tables/numberingPlans';
import type { Table } from './lib/tables/table';

const TABLES: readonly Table[] = [mimeTypes, numberingPlans];

const onlyCheck = process.argv.includes('--check');

/** Updates one table, or reports that it is out of date. True if it is current afterwards. */
async function bring({ file, write }: Table): Promise<boolean> {
	const place = path.join(projectRoot, file);
	const text = await format(write(), { ...(await resolveConfig(place)), filepath: place });
	if (existsSync(place) && readFileSync(place, 'utf8') === text) {
		console.log(`✓ ${file} is current`);
		return true;
	}
	if (onlyCheck) {
		console.log(`✗ ${file} is not current: run npm run tables`);
		return false;
	}
	writeFileSync(place, text);
	console.log(`✓ ${file} is written`);
	return true;
}

async function bringAll(): Promise<void> {
	for (const table of TABLES) if (!(await bring(table))) process.exitCode = 1;
}

void bringAll();
