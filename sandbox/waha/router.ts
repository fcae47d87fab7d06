import type { WahaCall } from './context';

export type WahaHandler = (call: WahaCall) => unknown;

export type WahaMethod = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** Registers routes; POST answers 201, everything else 200, an undefined or null result is an empty body. */
export type WahaRouter = (method: WahaMethod, path: string, handler: WahaHandler) => void;
