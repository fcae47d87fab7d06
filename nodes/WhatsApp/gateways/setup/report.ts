import { GatewayProblem } from '../../portable/problem';
import {
	type SetupCheck,
	type SetupCheckName,
	type SetupChecks,
	type SetupReport,
} from '../../portable/shapes';
import { inDocker, isLocalhost } from '../../portable/webAddress';
import { bad, failedCheck, good, open, checkClock, clockSkewSeconds, checkLimits } from './checks';
import { checkSessions, chosenSessions } from './sessions';
import type { Diagnosis, Obstacle, Survey, Surveyor } from './survey';
import { checkLocalhost, checkWebhooks, shownWebhooks, type Addresses } from './webhooks';

interface Findings {
	readonly surveyor: Surveyor;
	readonly place: Addresses;
	readonly diagnosis: Diagnosis;
	/** Null if the gateway could not be asked. */
	readonly survey: Survey | null;
	/** The only session to check; null for all. */
	readonly session: string | null;
}

type Checks = Readonly<SetupChecks>;

/** What was found out, and what it means. */
export function reportOf(findings: Findings): SetupReport {
	const { diagnosis, place, session, survey, surveyor } = findings;
	const sessions = survey === null ? [] : chosenSessions(survey, session);
	const about =
		survey === null || survey.version instanceof GatewayProblem
			? { version: null, engine: null }
			: survey.version;
	const checks = checksOf(findings);
	const first = Object.values(checks).find(({ ok }) => ok === false);
	return {
		ok: first === undefined,
		nextStep: first?.nextStep ?? null,
		gateway: surveyor.name,
		...place,
		...about,
		clockSkewSeconds:
			diagnosis.trouble?.obstacle === 'gateway' ? null : clockSkewSeconds(diagnosis),
		sessions: sessions.map((one) => ({ ...one, engine: one.engine ?? about.engine })),
		webhooks: survey === null ? [] : shownWebhooks(survey.webhooks, place),
		limits: [...(survey?.limits ?? [])],
		checks,
	};
}

function checksOf(findings: Findings): Checks {
	const { diagnosis, place, session, survey, surveyor } = findings;
	const { name } = surveyor;
	const notAsked = open(`${name} could not be asked`);
	const checks: Checks = {
		reachable: good(`${name} answers at ${place.baseUrl}`),
		gateway: good(name),
		apiKey: notAsked,
		sessions: notAsked,
		localhost: notAsked,
		webhooks: notAsked,
		clock: checkClock(clockSkewSeconds(diagnosis)),
		limits: notAsked,
	};
	if (survey === null) return { ...checks, ...unasked(findings, notAsked) };
	const shown = shownWebhooks(survey.webhooks, place);
	return {
		...checks,
		gateway: checkVersion(survey, name),
		apiKey: checkKey(survey, name),
		sessions: checkSessions(survey, chosenSessions(survey, session), session, name),
		localhost: checkLocalhost(shown, place),
		webhooks: checkWebhooks(survey, place, surveyor),
		limits: checkLimits(survey.limits, name),
	};
}

/** Which check fails for each obstacle; the checks after it could not be made. */
const FAILS: Readonly<Record<Obstacle, SetupCheckName>> = {
	way: 'reachable',
	gateway: 'gateway',
	key: 'apiKey',
	answer: 'sessions',
};
const failing = ({ answer }: Diagnosis, obstacle: Obstacle): SetupCheckName =>
	obstacle === 'answer' && answer.status === 429 ? 'limits' : FAILS[obstacle];

function unasked({ diagnosis, place, surveyor }: Findings, notAsked: SetupCheck): Partial<Checks> {
	const { answer, trouble } = diagnosis;
	if (trouble === null) return {};
	const { obstacle, problem } = trouble;
	const isNobody = answer.fault !== undefined && isLocalhost(place.baseUrl);
	return {
		...(obstacle === 'way' ? { gateway: notAsked, clock: notAsked } : {}),
		...(obstacle === 'gateway'
			? { reachable: good(`Something answers at ${place.baseUrl}`), clock: notAsked }
			: {}),
		...(isNobody
			? { localhost: bad(`The base URL is ${place.baseUrl}`, inDocker(surveyor.exampleUrl)) }
			: {}),
		[failing(diagnosis, obstacle)]: failedCheck(problem),
	};
}

function checkVersion({ version: about }: Survey, name: string): SetupCheck {
	if (about instanceof GatewayProblem)
		return good(`${name}, which does not tell its version: ${about.message}`);
	const { engine, version } = about;
	return good(
		[name, version ?? 'of an unknown version', ...(engine === null ? [] : [`with ${engine}`])].join(
			' ',
		),
	);
}

const checkKey = ({ openToAll }: Survey, name: string): SetupCheck =>
	openToAll === null
		? good(`${name} takes the API key`)
		: open(
				`${name} answers without an API key, so yours cannot be checked: whoever reaches it can read and send messages`,
				openToAll,
			);
