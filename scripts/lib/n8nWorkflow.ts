import path from 'node:path';
import ts from 'typescript';
import { projectRoot } from '../../harness/paths';

/** Where n8n-workflow of the oldest, a middle and the newest n8n that the package supports is installed. */
export const N8N_WORKFLOWS = ['n8n-workflow-oldest', 'n8n-workflow', 'n8n-workflow-newest'].map(
	(name) => path.join(projectRoot, 'node_modules', name),
);

/** The names that code takes from n8n-workflow at run time: imported ones, and properties of what `require` gave. */
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

/** `default` for an import of everything or of the default, which n8n-workflow does not have: it is to be named. */
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
