import { NUMBERING_PLANS } from './numberingPlans';

/** What is known about the numbers of one calling code. */
interface Plan {
	readonly code: string;
	/** National numbers before which a zero is dialled only within the country; null if there are none. */
	readonly trunk: RegExp | null;
	readonly longest: number;
	/** Null if no national number begins with a zero. */
	readonly zero: { readonly general: RegExp; readonly typed: RegExp } | null;
}

/** Most digits of a calling code; no code is the beginning of another one. */
const LONGEST_CODE = 3;

const whole = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`);

/** The trunk zero followed by a national number, which does not begin with another zero. */
const ANY_TRUNK = /^0[1-9]\d*$/;

const trunkIn = (cell: string): RegExp | null => {
	if (cell === '-') return null;
	return cell === '0' ? ANY_TRUNK : whole(cell);
};

function planIn(row: string): Plan {
	const [code = '', trunk = '-', longest = '', general, typed] = row.split(' ');
	return {
		code,
		trunk: trunkIn(trunk),
		longest: Number(longest),
		zero:
			general === undefined || typed === undefined
				? null
				: { general: whole(general), typed: whole(typed) },
	};
}

/** Parsed when the first number comes, and each plan with the first of its numbers. */
let rows: ReadonlyMap<string, string> | null = null;
const plans = new Map<string, Plan>();

function planOf(digits: string): Plan | null {
	rows ??= new Map(NUMBERING_PLANS.map((row) => [row.slice(0, row.indexOf(' ')), row]));
	for (let length = 1; length <= LONGEST_CODE; length++) {
		const code = digits.slice(0, length);
		const row = rows.get(code);
		if (row === undefined) continue;
		const plan = plans.get(code) ?? planIn(row);
		plans.set(code, plan);
		return plan;
	}
	return null;
}

/** The calling code at the beginning of a number with country code; null if none in use matches. */
export const callingCodeOf = (digits: string): string | null => planOf(digits)?.code ?? null;

/** What the zero after the country code is; `unclear` if the plan does not decide it. */
export type Zero = 'partOfNumber' | 'trunk' | 'unclear';

/**
 * What the zero after a country code is.
 * @param digits a number with country code, followed by a zero
 * @param isBracketed whether the zero is in brackets, which suggests that it may not belong there
 */
export function zeroIn(digits: string, isBracketed: boolean): Zero {
	const plan = planOf(digits);
	if (plan === null) return 'unclear';
	const national = digits.slice(plan.code.length);
	const isNumber = plan.zero?.general.test(national) === true;
	if (plan.trunk?.test(national) === true) {
		if (!isNumber) return 'trunk';
		return plan.zero?.general.test(national.slice(1)) === true ? 'unclear' : 'partOfNumber';
	}
	if (plan.zero === null || !isNumber) return 'unclear';
	// In a plan without a trunk zero, a written zero is part of the number. Two things speak against that: brackets, and
	// a number that is in use only without its zero (an Italian mobile number).
	const isGiven = plan.zero.typed.test(national);
	const isOther = isBracketed || plan.zero.typed.test(national.slice(1));
	return isGiven || !isOther ? 'partOfNumber' : 'unclear';
}

/**
 * Whether a number can exist: not if it has more digits than any number of its country, or no country has its calling
 * code. WhatsApp's hidden ids, written as numbers, mostly cannot.
 */
export function mayExist(digits: string): boolean {
	const plan = planOf(digits);
	return plan !== null && digits.length - plan.code.length <= plan.longest;
}
