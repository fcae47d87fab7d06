import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../harness/paths';
import { credentialPage } from './lib/credential';
import { errorsPage } from './lib/errors';
import { operationsPage, withTables } from './lib/operations';
import { withProofs } from './lib/proofs';
import { withVersions } from './lib/testedVersions';

/** A file, and a function that makes its required content from its current content. */
type Document = readonly [file: string, write: (now: string | null) => string | null];

const DOCUMENTS: readonly Document[] = [
	['docs/credential.md', () => credentialPage()],
	['docs/errors.md', () => errorsPage()],
	['docs/operations.md', () => operationsPage()],
	['docs/trigger.md', (now) => (now === null ? null : withProofs(now))],
	// The rest of the README is written by hand, so a missing README cannot be generated.
	['README.md', (now) => (now === null ? null : withVersions(withTables(now)))],
];

const onlyCheck = process.argv.includes('--check');

/** Updates one file, or reports that it is out of date. True if it is current afterwards. */
function bring([file, write]: Document): boolean {
	const place = path.join(projectRoot, file);
	const now = existsSync(place) ? readFileSync(place, 'utf8') : null;
	const text = write(now);
	if (text === null) {
		console.log(`✗ ${file} is not there, and is not made here`);
		return false;
	}
	if (text === now) {
		console.log(`✓ ${file} is current`);
		return true;
	}
	if (onlyCheck) {
		console.log(`✗ ${file} is not current: run npm run docs`);
		return false;
	}
	mkdirSync(path.dirname(place), { recursive: true });
	writeFileSync(place, text);
	console.log(`✓ ${file} is written`);
	return true;
}

process.exitCode = DOCUMENTS.map(bring).every(Boolean) ? 0 : 1;
