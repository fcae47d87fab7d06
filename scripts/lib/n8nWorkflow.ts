import path from 'node:path';
import ts from 'typescript';
import { projectRoot } from '../../harness/paths';

/** Where n8n-workflow of the oldest, a middle and the newest supported n8n is installed. */
export const N8N_WORKFLOWS = ['n8n-workflow-oldest', 'n8n-workflow', 'n8n-workflow-newest'].map(
	(name) => path.join(projectRoot, 'node_modules', name),
);

/**
 * The names that code takes from n8n-workflow at run time: imported names, and properties of the result of `require`.
 */
export function namesOfN8nWorkflow(fileName: string, code: string): Set<string> {
	const names = new Set<string>();
	const modules = new Set<string>();
	const visit = (node: ts.Node): void => {
		if (ts.isImportDeclaration(node) && isN8nWorkflow(node.moduleSpecifier))
			for (const name of importedValues(node)) names.add(name);
		if (ts.isVariableDeclaration(node) && isRequired(node.initializer)) {
			if (ts.isIdentifier(node.name)) modules.add(node.name.text);
			else for (const name of destructured(node.name)) names.add(name);
		}
		if (ts.isPropertyAccessExpression(node)) {
			const { expression, name } = node;
			if (isRequired(expression) || (ts.isIdentifier(expression) && modules.has(expression.text)))
				names.add(name.text);
		}
		ts.forEachChild(node, visit);
	};
	visit(ts.createSourceFile(fileName, code, ts.ScriptTarget.ES2022, true));
	return names;
}

const isN8nWorkflow = (node: ts.Node): boolean =>
	ts.isStringLiteral(node) && node.text === 'n8n-workflow';

function isRequired(node: ts.Expression | undefined): boolean {
	if (node === undefined || !ts.isCallExpression(node)) return false;
	const [module] = node.arguments;
	return (
		ts.isIdentifier(node.expression) &&
		node.expression.text === 'require' &&
		module !== undefined &&
		isN8nWorkflow(module)
	);
}

/** `default` for a default or namespace import, which n8n-workflow does not have, so that it is reported. */
function importedValues({ importClause }: ts.ImportDeclaration): string[] {
	if (importClause === undefined || importClause.isTypeOnly) return [];
	const { name, namedBindings } = importClause;
	const whole = name === undefined ? [] : ['default'];
	if (namedBindings === undefined) return whole;
	if (ts.isNamespaceImport(namedBindings)) return [...whole, 'default'];
	return [
		...whole,
		...namedBindings.elements
			.filter(({ isTypeOnly }) => !isTypeOnly)
			.map((element) => (element.propertyName ?? element.name).text),
	];
}

const destructured = (pattern: ts.BindingPattern): string[] =>
	pattern.elements.flatMap((element) =>
		ts.isBindingElement(element) ? [(element.propertyName ?? element.name).getText()] : [],
	);
