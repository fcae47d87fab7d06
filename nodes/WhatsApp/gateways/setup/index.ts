import { GatewayProblem, toError } from '../../portable/problem';
import type { SetupReport } from '../../portable/shapes';
import type { Plan } from '../../transport/request';
import type { ReportHandler } from '../gateway';
import { reportOf } from './report';
import type { Surroundings, Surveyor } from './survey';

/** The input of Check Setup. */
export interface SetupQuestion {
	readonly options: { readonly onlySession?: string };
}

/** How a dialect with a survey performs Server > Check Setup. A failed check is a result, not an error. */
export const setupCheck = (surveyor: Surveyor): ReportHandler<SetupQuestion, SetupReport> => ({
	report: (question, surroundings) => checkSetup(surveyor, question, surroundings),
});

function* checkSetup(
	surveyor: Surveyor,
	{ options }: SetupQuestion,
	surroundings: Surroundings,
): Plan<SetupReport> {
	const session = options.onlySession ?? null;
	const diagnosis = yield* surroundings.diagnose();
	const survey =
		diagnosis.trouble === null ? yield* surveyor.survey(diagnosis.answer, session) : null;
	const place = { baseUrl: surroundings.baseUrl, n8nUrl: surroundings.n8nAddress() };
	return reportOf({ surveyor, place, diagnosis, survey, session });
}

/** The result of a plan, or the problem in which it ended. */
export function* attempt<T>(plan: Plan<T>): Plan<T | GatewayProblem> {
	try {
		return yield* plan;
	} catch (error) {
		if (error instanceof GatewayProblem) return error;
		throw toError(error);
	}
}
