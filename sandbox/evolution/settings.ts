import { asString, type JsonObject } from '../http/json';
import type { EvolutionContext, StoredSettings } from './context';
import type { EvolutionRouter } from './router';

/** Settings and proxy, which are separate from the webhook. */
export function settingRoutes(route: EvolutionRouter, evolution: EvolutionContext): void {
	route.instance('GET', '/settings/find/{instance}', (_call, session) => {
		const { settings } = evolution.registration(session);
		return { ...settings, wavoipToken: '' };
	});
	route.instance('POST', '/settings/set/{instance}', ({ body }, session) => {
		const registration = evolution.registration(session);
		registration.settings = readSettings(body);
		const { settings } = registration;
		return { settings: { instanceName: session.name, settings } };
	});
	route.instance('GET', '/proxy/find/{instance}', (_call, session) => {
		const { proxy } = evolution.registration(session);
		return proxy;
	});
	route.instance('POST', '/proxy/set/{instance}', ({ body }, session) => {
		evolution.registration(session).proxy = { ...body };
		return { ...body };
	});
}

/** The given settings; those left out are off. */
export function readSettings(given: JsonObject): StoredSettings {
	const isOn = (name: string): boolean => given[name] === true;
	return {
		rejectCall: isOn('rejectCall'),
		msgCall: asString(given.msgCall) ?? '',
		groupsIgnore: isOn('groupsIgnore'),
		alwaysOnline: isOn('alwaysOnline'),
		readMessages: isOn('readMessages'),
		readStatus: isOn('readStatus'),
		syncFullHistory: isOn('syncFullHistory'),
	};
}
