/**
 * The rules of n8n's own review, taken from its two plugins, plus a guard that n8n's rules lack: they let the name of
 * any devDependency through as a run-time import, which then breaks on the user's machine.
 */
const community = require('@n8n/eslint-plugin-community-nodes').configs.recommended.rules;

/** Everything but what n8n has beside a community node: the rest of the world is on a developer's machine only. */
const NOT_AT_RUN_TIME = '^(?!n8n-workflow$|(node:)?crypto$|\\.)';

const shippedCode = {
	'no-console': 'error',
	'@typescript-eslint/no-restricted-imports': [
		'error',
		{
			patterns: [
				{
					regex: NOT_AT_RUN_TIME,
					message:
						'The package has no run-time dependencies: only n8n-workflow, crypto and own files can be imported. Use `import type` for types.',
					allowTypeImports: true,
				},
				{
					regex: '^\\.\\./(.*/)?(sandbox|test|e2e|harness|scripts|bench)(/|$)',
					message: 'Shipped code must not reach into rooms that are not shipped.',
				},
			],
		},
	],
	'no-restricted-syntax': [
		'error',
		{ selector: 'ImportExpression', message: 'Import at the top of the file.' },
		{
			selector: 'CallExpression[callee.name="require"]',
			message: 'Import at the top of the file.',
		},
		{
			selector: 'Property[key.name="_cnd"] Property[key.name="regex"]',
			message:
				'n8n 2.41 fails an execution whose display conditions have a regular expression that takes longer than 250 ms, as on a busy machine: use startsWith, endsWith or includes.',
		},
	],
};

const typescript = {
	'@typescript-eslint/no-explicit-any': 'error',
	'@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
	// The compiler's own convention for what has to have a name and is not used.
	'@typescript-eslint/no-unused-vars': [
		'error',
		{ argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
	],
	'prefer-const': 'error',
	eqeqeq: ['error', 'always', { null: 'ignore' }],
};

module.exports = {
	root: true,
	env: { node: true, es2022: true },
	parser: '@typescript-eslint/parser',
	parserOptions: { sourceType: 'module', extraFileExtensions: ['.json'] },
	plugins: ['@n8n/community-nodes', 'n8n-nodes-base', '@typescript-eslint'],
	ignorePatterns: ['node_modules/', 'dist/', 'coverage/', '.work/', '.n8n-home/', '!.eslintrc.js'],
	reportUnusedDisableDirectives: true,
	overrides: [
		{
			files: ['package.json'],
			excludedFiles: ['e2e/**'],
			extends: ['plugin:n8n-nodes-base/community'],
			rules: community,
		},
		{
			files: ['*.ts'],
			extends: ['plugin:@typescript-eslint/recommended'],
			rules: typescript,
		},
		{
			files: ['credentials/**/*.ts'],
			extends: ['plugin:n8n-nodes-base/credentials'],
			rules: {
				...community,
				...shippedCode,
				// The two that n8n's own configuration turns off for community credentials.
				'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
				'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
			},
		},
		{
			files: ['nodes/**/*.ts'],
			extends: ['plugin:n8n-nodes-base/nodes'],
			rules: {
				...community,
				...shippedCode,
				// The three that n8n's own configuration turns off for community nodes.
				'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
				'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
				'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
			},
		},
		{
			files: ['*.js', '*.mjs'],
			extends: ['eslint:recommended'],
		},
		{
			files: ['*.mjs'],
			parserOptions: { ecmaVersion: 'latest' },
		},
	],
};
