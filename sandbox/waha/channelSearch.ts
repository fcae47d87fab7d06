import { asString, stringsOf } from '../http/json';
import type { Channel } from '../world';
import { publicInfo } from './channels';
import type { WahaCall, WahaContext } from './context';
import { type SessionHandler, sessionRouter, textIn } from './guard';
import type { WahaRouter } from './router';

/** The directory's own words (OpenAPI documents and server source; countries are a selection from the real list). */
const VIEWS = { RECOMMENDED: 'Recommended', TRENDING: 'Trending', POPULAR: 'Popular', NEW: 'New' };
const COUNTRIES = {
	BR: 'Brazil',
	DE: 'Germany',
	GB: 'United Kingdom',
	IN: 'India',
	US: 'United States',
};
const CATEGORIES = {
	BUSINESS: 'Business',
	ENTERTAINMENT: 'Entertainment',
	LIFESTYLE: 'Lifestyle',
	NEWS: 'News',
	ORGANIZATIONS: 'Organizations',
	PEOPLE: 'People',
	SPORTS: 'Sports',
};

/** WhatsApp's directory of channels. */
export function channelSearchRoutes(route: WahaRouter, waha: WahaContext): void {
	const guarded = sessionRouter(route, waha);
	const search = '/api/:session/channels/search';
	guarded('GET', `${search}/views`, () => named(VIEWS, 'value'));
	guarded('GET', `${search}/countries`, () => named(COUNTRIES, 'code'));
	guarded('GET', `${search}/categories`, () => named(CATEGORIES, 'value'));
	guarded(
		'POST',
		`${search}/by-view`,
		find(waha, (call, { country }) => countriesIn(call).includes(country)),
	);
	guarded(
		'POST',
		`${search}/by-text`,
		find(waha, (call, { name, description }) =>
			`${name} ${description ?? ''}`.toLowerCase().includes(textIn(call, 'text').toLowerCase()),
		),
	);
}

/** The default country of a search (server source). */
const HOME = ['US'];

const countriesIn = ({ body }: WahaCall): string[] =>
	body.countries === undefined ? HOME : stringsOf(body.countries);

function named(entries: Record<string, string>, key: 'value' | 'code'): object[] {
	return Object.entries(entries).map(([value, name]) => ({ [key]: value, name }));
}

/** Where a page begins, as an opaque text; an unknown cursor starts from the beginning. */
function cursorAt(offset: number): string {
	return Buffer.from(`offset:${offset}`).toString('base64');
}

function offsetOf(cursor: unknown): number {
	const text = Buffer.from(asString(cursor) ?? '', 'base64').toString();
	return Number(/^offset:(\d+)$/.exec(text)?.[1] ?? 0);
}

/** Channels per page, unless the search says otherwise (server source). */
const PAGE = 50;

/** One page of matches; the next one starts at its `endCursor`. */
function find(
	waha: WahaContext,
	fits: (call: WahaCall, channel: Channel) => boolean,
): SessionHandler {
	return (call, session) => {
		const categories = stringsOf(call.body.categories);
		const found = session.channels
			.directory()
			.filter((channel) => fits(call, channel))
			.filter(
				(channel) =>
					categories.length === 0 || channel.categories.some((one) => categories.includes(one)),
			);
		const start = offsetOf(call.body.startCursor);
		const end = start + Number(call.body.limit ?? PAGE);
		return {
			page: {
				startCursor: cursorAt(start),
				endCursor: end < found.length ? cursorAt(end) : null,
				hasNextPage: end < found.length,
				hasPreviousPage: start > 0,
			},
			channels: found.slice(start, end).map((channel) => publicInfo(channel, call, waha)),
		};
	};
}
