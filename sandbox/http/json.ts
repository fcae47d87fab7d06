/** Readers for values of unknown type. */
export type JsonObject = Record<string, unknown>;

export function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function asObject(value: unknown): JsonObject {
	return isObject(value) ? value : {};
}

export function asString(value: unknown): string | undefined {
	return typeof value === 'string' ? value : undefined;
}

/** The text of a query parameter; of a repeated one the first. */
export function firstString(value: unknown): string | undefined {
	return Array.isArray(value) ? asString(value[0]) : asString(value);
}

export function stringsOf(value: unknown): string[] {
	return Array.isArray(value)
		? value.filter((entry): entry is string => typeof entry === 'string')
		: [];
}

/**
 * What Express' JSON parser makes of a body: an empty object unless the content type is JSON; only objects and arrays
 * at the top level; otherwise a SyntaxError in V8's own words.
 */
export function parseJsonBody(contentType: string | undefined, body: unknown): unknown {
	if (
		!Buffer.isBuffer(body) ||
		body.length === 0 ||
		!/^application\/(.+\+)?json\b/i.test(contentType ?? '')
	)
		return {};
	const text = body.toString('utf8');
	const parsed = parseWithPosition(text);
	if (typeof parsed === 'object' && parsed !== null) return parsed;
	throw new SyntaxError(`Unexpected token '${text.trim().charAt(0)}', "${text}" is not valid JSON`);
}

/** Newer V8 adds line and column to its message, as in the captured answers; Node 20 does not yet. */
function parseWithPosition(text: string): unknown {
	try {
		const parsed: unknown = JSON.parse(text);
		return parsed;
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		const position = /at position (\d+)$/.exec(message)?.[1];
		if (position === undefined) throw error;
		const before = text.slice(0, Number(position)).split('\n');
		const column = (before.at(-1)?.length ?? 0) + 1;
		throw new SyntaxError(`${message} (line ${before.length} column ${column})`);
	}
}
