import { writeFileSync } from 'node:fs';
import { DOCUMENTED_FILE, reducedDocuments } from '../test/acceptance/openapi';
import { FACTS_FILE, factsOfDocuments } from '../test/contract/facts';

// Stores what the tests compare the sandbox's contract and the requests with, so that they work without the API
// documents.
const facts = factsOfDocuments();
const documented = reducedDocuments();
if (facts === undefined || documented === null) {
	console.log('✗ the documents of the gateways are not at hand');
	process.exitCode = 1;
} else {
	for (const [file, kept] of [
		[FACTS_FILE, facts],
		[DOCUMENTED_FILE, documented],
	] as const) {
		writeFileSync(file, `${JSON.stringify(kept).replaceAll('},"', '},\n"')}\n`);
		console.log(`✓ ${file} is written`);
	}
}
