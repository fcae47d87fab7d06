import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { projectRoot } from './install.mjs';
import { step } from './steps.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** Where macOS has it, outside of PATH. */
const APPLICATIONS = ['/Applications/Chromium.app/Contents/MacOS/Chromium'];

/** The browser, and the fonts for letters and emoji. */
const PACKAGES = ['chromium', 'fonts-liberation', 'fonts-noto-color-emoji'];

/**
 * The Chromium on this machine; CHROMIUM names another one. If there is no browser, Debian's is installed, but only by
 * root; nothing is downloaded from anywhere else.
 *
 * @returns {Promise<string>} the path of the program
 * @throws Error that says how to get one
 */
export async function ensureChromium() {
	const named = process.env.CHROMIUM;
	if (named) {
		if (isProgram(named)) return named;
		throw new Error(`CHROMIUM is ${named}, and there is no such program.`);
	}
	const found = find();
	if (found) return found;
	const isRoot = process.getuid?.() === 0;
	if (!isRoot || !onPath('apt-get'))
		throw new Error(
			'There is no Chromium on this machine. Install the package chromium of your system, or name another one: CHROMIUM=/path/to/it',
		);
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	const options = { cwd: projectRoot, env };
	await step('looking what Debian has', ['apt-get', 'update', '-qq'], options);
	await step(
		'installing Chromium',
		['apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...PACKAGES],
		{ ...options, usual: 'once, 110 MB, half a minute as a rule' },
	);
	const installed = find();
	if (installed) return installed;
	throw new Error('Debian installed Chromium, and it is in no folder of PATH.');
}

const find = () => NAMES.map(onPath).find(Boolean) ?? APPLICATIONS.find(isProgram);

const onPath = (name) =>
	(process.env.PATH ?? '')
		.split(path.delimiter)
		.filter(Boolean)
		.map((folder) => path.join(folder, name))
		.find(isProgram);

function isProgram(file) {
	try {
		accessSync(file, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}
