import { writeFileSync } from 'node:fs';
import { FACTS_FILE, factsOfDocuments } from '../test/contract/facts';

// Keeps what the tests compare the sandbox's contract with, so that they prove the same without the documents.
const facts = factsOfDocuments();
if (facts === undefined) {
	console.log('✗ the documents of the gateways are not at hand');
	process.exitCode = 1;
} else {
	writeFileSync(FACTS_FILE, `${JSON.stringify(facts).replaceAll('},"', '},\n"')}\n`);
	console.log('✓ test/contract/facts.json is written');
}
