import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import axios, { type AxiosInstance } from 'axios';
import { asObject, asString } from '../../sandbox/http/json';
import { CONTROL, type Account, type Plan, type Progress } from './protocol';

/** The benchmark's gateway, as seen by the measuring process. */
export class BenchGateway {
	private readonly http: AxiosInstance;

	private constructor(
		readonly url: string,
		/** The same gateway over TLS, with a self-signed certificate. */
		readonly tlsUrl: string,
		private readonly child: ChildProcess,
	) {
		this.http = axios.create({ baseURL: url });
	}

	/** Starts it in a separate process. */
	static async start(): Promise<BenchGateway> {
		const child = fork(path.join(__dirname, 'main.ts'), { execArgv: ['--import', 'tsx'] });
		const ended = once(child, 'exit').then(([code]) => {
			throw new Error(`The gateway of the benchmark ended with ${code}`);
		});
		// After `close` the end of the process is not an error.
		ended.catch(() => undefined);
		const [ready]: unknown[] = await Promise.race([once(child, 'message'), ended]);
		const { url, tlsUrl } = asObject(ready);
		return new BenchGateway(asString(url) ?? '', asString(tlsUrl) ?? '', child);
	}

	/** Sets what comes next, and forgets what came before. */
	async plan(plan: Plan): Promise<void> {
		await this.http.put(CONTROL.plan, plan);
	}

	async progress(): Promise<Progress> {
		return (await this.http.get<Progress>(CONTROL.progress)).data;
	}

	async account(): Promise<Account> {
		return (await this.http.get<Account>(CONTROL.account)).data;
	}

	async close(): Promise<void> {
		if (this.child.exitCode !== null) return;
		const ended = once(this.child, 'exit');
		this.child.disconnect();
		await ended;
	}
}
