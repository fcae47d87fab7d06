import { type SandboxGateway, startSandbox } from './index';

/** The gateways' own default ports. */
const DEFAULT_PORTS = { waha: 3000, warest: 7308, evolution: 8080, phone: 3001 };

/** A setting from `--name=value`, or from the environment. */
function setting(name: string, variable: string): string | undefined {
	const prefix = `--${name}=`;
	return (
		process.argv.find((argument) => argument.startsWith(prefix))?.slice(prefix.length) ??
		process.env[variable]
	);
}

function port(name: string, variable: string, fallback: number): number {
	const value = setting(name, variable);
	const number = value === undefined ? fallback : Number(value);
	if (Number.isInteger(number) && number >= 0 && number < 65_536) return number;
	throw new Error(`--${name} must be a port number, not "${value}"`);
}

async function main(): Promise<void> {
	const sandbox = await startSandbox({
		ports: {
			waha: port('waha-port', 'SANDBOX_WAHA_PORT', DEFAULT_PORTS.waha),
			warest: port('warest-port', 'SANDBOX_WAREST_PORT', DEFAULT_PORTS.warest),
			evolution: port('evolution-port', 'SANDBOX_EVOLUTION_PORT', DEFAULT_PORTS.evolution),
			phone: port('phone-port', 'SANDBOX_PHONE_PORT', DEFAULT_PORTS.phone),
		},
		apiKeys: {
			...keyOption('waha', setting('waha-key', 'SANDBOX_WAHA_KEY')),
			...keyOption('warest', setting('warest-key', 'SANDBOX_WAREST_KEY')),
			...keyOption('evolution', setting('evolution-key', 'SANDBOX_EVOLUTION_KEY')),
		},
		wahaVersion: setting('waha-version', 'SANDBOX_WAHA_VERSION'),
		evolutionVersion: setting('evolution-version', 'SANDBOX_EVOLUTION_VERSION'),
		waits: setting('waits', 'SANDBOX_WAITS') === 'real' ? 'real' : 'none',
	});
	process.stdout.write(
		[
			'The sandbox is running. Stop it with Ctrl-C.',
			`  WAHA    ${sandbox.waha.url}  key: ${sandbox.waha.apiKey}`,
			`  WARest  ${sandbox.warest.url}  key: ${sandbox.warest.apiKey}  admin key: ${sandbox.warest.adminKey}`,
			`  Evolution API ${sandbox.evolution.url}  key: ${sandbox.evolution.apiKey}`,
			`  Phone   ${sandbox.phone.url}`,
			'',
		].join('\n'),
	);
	const stop = async (): Promise<void> => {
		await sandbox.close();
		process.exit(0);
	};
	process.once('SIGINT', () => void stop());
	process.once('SIGTERM', () => void stop());
}

function keyOption(gateway: SandboxGateway, key: string | undefined): Record<string, string> {
	return key === undefined ? {} : { [gateway]: key };
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exit(1);
});
