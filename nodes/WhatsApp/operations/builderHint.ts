/**
 * Hints for n8n's AI builder. The oldest supported n8n ignores them, and its n8n-workflow has no types for them, so
 * they are spread into the objects that have them.
 */

/** What the builder reads about a node while it looks for one. */
export const nodeHint = (
	searchHint: string,
	related: { readonly nodeType: string; readonly relationHint: string },
): { readonly builderHint: object } => ({ builderHint: { searchHint, relatedNodes: [related] } });

/** What the builder reads about a parameter. */
export const propertyHint = (
	hint: string,
): { readonly builderHint: { readonly propertyHint: string } } => ({
	builderHint: { propertyHint: hint },
});
