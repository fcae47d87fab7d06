import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { withFigures } from '../bench/document';
import { measureFiles } from '../bench/files';
import { BenchGateway } from '../bench/gateway/client';
import { HELP, readOptions, type BenchOptions } from '../bench/options';
import { measurePackage } from '../bench/package';
import { report, type Figures } from '../bench/report';
import { measureOverload } from '../bench/overload';
import { measureSending, measureTls } from '../bench/sending';
import { Stages } from '../bench/stage';
import { measureTrigger } from '../bench/trigger';
import { temporaryHome } from '../harness/n8n';
import { installIntoN8n } from '../harness/package';
import { n8nProgram, n8nVersion, packageTarball, projectRoot } from '../harness/paths';
import { announce } from '../harness/progress';
import { onShutdown, runProgram } from '../harness/shutdown';

/** Measures the packed node in a real n8n. A missed target is only reported; a lost message is a failure. */
async function bench(): Promise<void> {
	const options = readOptions(process.argv.slice(2));
	if (options === null) return console.log(HELP);
	if (process.platform !== 'linux')
		throw new Error('n8n is measured through /proc, which only Linux has.');
	// Checked first, so that it does not fail after minutes of measuring because there is no place for the figures.
	if (options.write !== null) withFigures(await readFile(options.write, 'utf8'), '');
	const figures = await measure(options);
	const text = report(figures);
	console.log(`\n${text}\n`);
	if (options.json !== null) await writeFile(options.json, JSON.stringify(figures, null, '\t'));
	if (options.write !== null) await writeInto(options.write, text);
	const { sending, tls, overload, files, trigger } = figures;
	const faults = [sending, tls, overload, files, trigger].flatMap((runs) =>
		(runs ?? []).flatMap((one) => one.faults),
	);
	if (faults.length > 0)
		throw new Error(`WRONG:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
}

async function measure(options: BenchOptions): Promise<Figures> {
	const wants = (part: BenchOptions['parts'][number]): boolean => options.parts.includes(part);
	const gateway = await announce('starting the gateway', BenchGateway.start());
	onShutdown(() => gateway.close());
	const home = await temporaryHome();
	await installIntoN8n(packageTarball(), home);
	const stages = new Stages(home, gateway, options.sharesN8n);
	return {
		about: await about(options),
		package: wants('package') ? await announce('measuring the package', measurePackage()) : null,
		sending: wants('sending')
			? await stages.use(async (stage) => await measureSending(stage, options))
			: null,
		tls: wants('tls') ? await stages.use(async (stage) => await measureTls(stage, options)) : null,
		overload: wants('overload')
			? await stages.use(async (stage) => await measureOverload(stage, options))
			: null,
		files: wants('files') ? await measureFiles(stages, options) : null,
		trigger: wants('trigger') ? await measureTrigger(stages, options) : null,
	};
}

async function about({ plan: { chats, latencyMs } }: BenchOptions): Promise<string> {
	const own = await versionIn('package.json');
	const { stdout: node } = await promisify(execFile)(n8nProgram().node, ['--version']);
	return [
		`Version ${own}, n8n ${n8nVersion()}, Node.js ${node.trim().slice(1)}, ${availableParallelism()} cores.`,
		`${chats} chats; the gateway answers after ${latencyMs.min} to ${latencyMs.max} ms.`,
		`Load average before the run: ${loadavg()[1]?.toFixed(1)}.`,
	].join('\n');
}

async function versionIn(file: string): Promise<string> {
	const { version } = JSON.parse(await readFile(path.join(projectRoot, file), 'utf8')) as {
		version: string;
	};
	return version;
}

async function writeInto(file: string, text: string): Promise<void> {
	await writeFile(file, withFigures(await readFile(file, 'utf8'), text));
	console.log(`Wrote the figures to ${file}.`);
}

void runProgram(bench, { exitCodeOnSignal: 130 });
