import path from 'node:path';
import ts from 'typescript';

const root = path.join(__dirname, '../..');
const place = (file: string): string => path.join(root, file);

const CATALOGUE = place('nodes/WhatsApp/gateways/catalogue.ts');
const DIALECT = place('test/thirdGateway/tern/dialect.ts');

/** The edits of somebody who begins to add a gateway and forgets the rest. */
const EDITS: Readonly<Record<string, (text: string) => string>> = {
	[CATALOGUE]: (text) => text.replace(/^} satisfies/m, "\tgull: { name: 'Gull' },\n} satisfies"),
	[DIALECT]: (text) => text.replace(/^\tsendPoll: .*\n/m, ''),
};

/** The compiler's errors in a file, with these edits. */
function complaints(): (file: string) => string {
	const { config } = ts.readConfigFile(place('tsconfig.json'), (file) => ts.sys.readFile(file));
	const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
	const host = ts.createCompilerHost(options);
	const { readFile } = host;
	host.readFile = (file) => {
		const text = readFile(file);
		const edit = EDITS[path.normalize(file)];
		return text === undefined || edit === undefined ? text : edit(text);
	};
	const files = ['nodes/WhatsApp/gateways/index.ts', 'test/transport/cases/index.ts'].map(place);
	const program = ts.createProgram([...files, DIALECT], options, host);
	return (file) =>
		program
			.getSemanticDiagnostics(program.getSourceFile(file))
			.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
			.join('\n');
}

describe('the compiler requires', () => {
	let about: (file: string) => string;
	beforeAll(() => {
		about = complaints();
	});

	test('all properties of a catalogue entry', () => {
		expect(about(CATALOGUE)).toMatch(/missing the following properties.*: description/);
	});

	test('a gateway for each catalogue entry', () => {
		expect(about(place('nodes/WhatsApp/gateways/index.ts'))).toContain(
			"Property 'gull' is missing",
		);
	});

	test('documented error cases for each catalogue entry', () => {
		expect(about(place('test/transport/cases/index.ts'))).toContain("Property 'gull' is missing");
	});

	test('a handler for every operation in a dialect', () => {
		expect(about(DIALECT)).toContain("Property 'sendPoll' is missing");
	});
});
