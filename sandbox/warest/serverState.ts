export type Health = 'healthy' | 'degraded' | 'unhealthy';

export interface DailyRestart {
	/** HH:MM. */
	schedule: string;
	timezone: string;
}

/** The state of the server itself; tests change it. */
export class ServerState {
	health: Health = 'healthy';
	ready = true;
	/** Milliseconds since 1970. */
	restartAt: number | null = null;
	dailyRestart: DailyRestart | null = null;
}
