export type Health = 'healthy' | 'degraded' | 'unhealthy';

export interface DailyRestart {
	/** HH:MM. */
	schedule: string;
	timezone: string;
}

/** How the server itself does; tests put it into other states. */
export class ServerState {
	health: Health = 'healthy';
	ready = true;
	/** Milliseconds since 1970. */
	restartAt: number | null = null;
	dailyRestart: DailyRestart | null = null;
}
