/** Where n8n looks for output schemas: beside the nodes, with a folder or a file for each version. */
export const SCHEMA_FOLDER = 'nodes/WhatsApp/__schema__';
