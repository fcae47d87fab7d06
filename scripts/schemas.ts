import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../harness/paths';
import { filesIn } from './lib/filesIn';
import { schemaFiles } from './lib/schemas';
import { SCHEMA_FOLDER } from './lib/schemas/folder';

const folder = path.join(projectRoot, SCHEMA_FOLDER);

/** Updates the output schemas, or reports which are out of date. True if all are current afterwards. */
async function bring(onlyCheck: boolean): Promise<boolean> {
	const wanted = schemaFiles();
	const present = await filesIn(folder);
	const textOf = (file: string): string => readFileSync(path.join(folder, file), 'utf8');
	const changed = [...wanted].filter(
		([file, text]) => !present.includes(file) || textOf(file) !== text,
	);
	const left = present.filter((file) => !wanted.has(file));
	const mark = onlyCheck ? '✗' : '✓';
	for (const [file, text] of changed) {
		console.log(`${mark} ${SCHEMA_FOLDER}/${file} is ${onlyCheck ? 'not current' : 'written'}`);
		if (onlyCheck) continue;
		mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
		writeFileSync(path.join(folder, file), text);
	}
	for (const file of left) {
		console.log(
			`${mark} ${SCHEMA_FOLDER}/${file} ${onlyCheck ? 'belongs to nothing' : 'is removed'}`,
		);
		if (!onlyCheck) rmSync(path.join(folder, file));
	}
	if (onlyCheck && changed.length + left.length > 0) return false;
	const bytes = [...wanted.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
	console.log(`✓ ${wanted.size} output schemas are current, ${Math.ceil(bytes / 1000)} kB`);
	return true;
}

void bring(process.argv.includes('--check')).then((isCurrent) => {
	if (!isCurrent) console.log('✗ run npm run schemas');
	process.exitCode = isCurrent ? 0 : 1;
});
