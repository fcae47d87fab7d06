import { warest, type Method, type WarestOptions, type WarestRoute } from '../route';
import { oneOfValues, range, str, text } from '../schema';

const route = (method: Method, path: string, options: WarestOptions = {}): WarestRoute =>
	warest(method, `/server/${path}`, { auth: 'admin', ...options });

const history = {
	period: oneOfValues('1h', '6h', '12h', '24h', '7d', '30d'),
	interval: oneOfValues('1m', '5m', '15m', '30m', '1h'),
};
const schedule = text({
	pattern: /^(0|([01]?\d|2[0-3]):[0-5]\d)$/,
	called: 'HH:MM, or 0 to cancel',
}).required;

export const serverRoutes = [
	route('GET', 'ping', { auth: 'none', cost: 0 }),
	route('GET', 'info'),
	route('GET', 'healthz'),
	route('GET', 'ready'),
	route('GET', 'cpu-history', { query: history }),
	route('POST', 'restart', { body: { delaySeconds: range(1.5, 1800), reason: str }, merges: true }),
	route('POST', 'restart/scheduled', { body: { schedule, timezone: str }, merges: true }),
];
