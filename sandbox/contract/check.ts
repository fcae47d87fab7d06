import { checkFields, checkValue, isGiven, type Finding } from './fields';
import type { RouteContract } from './route';
import { isRecord } from './values';

/**
 * A request as a client sends it. Query values are texts; a multipart body is given as its text fields and the names of
 * its files.
 */
export interface RequestParts {
	readonly params?: Readonly<Record<string, string>>;
	readonly query?: Readonly<Record<string, unknown>>;
	readonly body?: unknown;
	readonly contentType?: string;
	/** Field names of the files in a multipart body. */
	readonly files?: readonly string[];
}

function uploadedFields(
	route: RouteContract,
	request: RequestParts,
	isRaw: boolean,
): Record<string, unknown> {
	const { file } = route;
	if (!file || (!isRaw && !request.files?.length)) return {};
	// Only the presence of the field is checked here; whoever has the bytes checks them.
	return { [file.field]: file.many ? ['(file)'] : '(file)' };
}

function checkMerged(route: RouteContract, request: RequestParts, mediaType: string): Finding[] {
	const fields = { ...route.query, ...route.body };
	const isRaw = route.file !== undefined && !route.contentTypes.includes(mediaType);
	const body = !isRaw && isRecord(request.body) ? request.body : {};
	const query = Object.fromEntries(
		Object.entries(request.query ?? {}).filter(([name]) => body[name] === undefined),
	);
	const given = { ...body, ...uploadedFields(route, request, isRaw) };
	const texts = mediaType !== 'application/json';
	const isAbsence = ({ kind, name }: Finding): boolean =>
		(kind === 'missing' || kind === 'beside') && !name.includes('.');
	// Presence is checked for query and body together, the values by the rules of each.
	const presence = checkFields(fields, { ...query, ...given }, '', {
		place: 'body',
		texts: true,
		ignored: [],
	}).filter(isAbsence);
	const inBody = checkFields(fields, given, '', { place: 'body', texts, ignored: route.ignored });
	const inQuery = checkFields(fields, query, '', {
		place: 'query',
		texts: true,
		ignored: route.ignored,
	});
	return [...presence, ...[...inQuery, ...inBody].filter((finding) => !isAbsence(finding))];
}

function checkContentType(
	route: RouteContract,
	request: RequestParts,
	mediaType: string,
): Finding[] {
	const { contentTypes, file } = route;
	const several = (request.files?.length ?? 0) > 1 && file?.many === false;
	if (several)
		return [{ kind: 'bounds', place: 'body', name: file.field, expected: 'must be one file' }];
	if (!isGiven(request.body) || contentTypes.length === 0) return [];
	if (contentTypes.includes(mediaType) || contentTypes.includes('*')) return [];
	return [
		{
			kind: 'contentType',
			place: 'body',
			name: 'Content-Type',
			expected: `must be ${contentTypes.join(' or ')}`,
		},
	];
}

/** Everything that is wrong with a request for this route, in a readable order. */
export function findings(route: RouteContract, request: RequestParts): Finding[] {
	const mediaType =
		(request.contentType ?? 'application/json').split(';')[0]?.trim().toLowerCase() ?? '';
	const { ignored } = route;
	const params = Object.entries(route.params).flatMap(([name, field]) => {
		const value = request.params?.[name];
		return value === undefined
			? []
			: checkValue(field, value, name, { place: 'path', texts: true, ignored });
	});
	const type = checkContentType(route, request, mediaType);
	if (route.merges) return [...params, ...type, ...checkMerged(route, request, mediaType)];
	const body = isRecord(request.body) ? request.body : {};
	const notAnObject = isGiven(request.body) && !isRecord(request.body);
	return [
		...params,
		...type,
		...checkFields(route.query, request.query ?? {}, '', { place: 'query', texts: true, ignored }),
		...(notAnObject
			? [{ kind: 'type', place: 'body', name: 'body', expected: 'must be an object' } as const]
			: []),
		...checkFields(route.body, { ...body, ...uploadedFields(route, request, false) }, '', {
			place: 'body',
			texts: false,
			ignored,
		}),
	];
}

/** A finding as one plain sentence. */
export function sentence({ kind, place, name, expected }: Finding): string {
	if (kind === 'missing') return `${name} is required in the ${place} and ${expected}`;
	if (kind === 'unknown') return `the ${place} has no field ${name}`;
	return `${name} ${expected}`;
}
