/**
 * Hints for n8n's AI builder. n8n-workflow has no types for them in the oldest supported n8n, which ignores them, so they
 * are spread into what they belong to.
 */

/** What the builder reads of a node while it looks for one. */
export const nodeHint = (
	searchHint: string,
	related: { readonly nodeType: string; readonly relationHint: string },
): { readonly builderHint: object } => ({ builderHint: { searchHint, relatedNodes: [related] } });

/** What the builder reads of a parameter. */
export const propertyHint = (
	hint: string,
): { readonly builderHint: { readonly propertyHint: string } } => ({
	builderHint: { propertyHint: hint },
});
