import { scan } from './lib/scan';
import { withUnpackedPackage } from './lib/unpacked';

void withUnpackedPackage(async ({ folder }) => {
	process.exitCode = (await scan(folder)) === 0 ? 0 : 1;
});
