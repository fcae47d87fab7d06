import path from 'node:path';
import ts from 'typescript';
import { projectRoot } from '../../../harness/paths';
import { either, nullable, object, type Schema } from './schema';

/** The types of the project, from the compiler. */
export class Types {
	private readonly program: ts.Program;
	private readonly checker: ts.TypeChecker;

	/** @param files relative to the root of the project */
	constructor(files: readonly string[]) {
		const config = path.join(projectRoot, 'tsconfig.json');
		const { options } = ts.parseJsonConfigFileContent(
			ts.readConfigFile(config, (file) => ts.sys.readFile(file)).config,
			ts.sys,
			projectRoot,
		);
		this.program = ts.createProgram(
			files.map((file) => path.join(projectRoot, file)),
			options,
		);
		this.checker = this.program.getTypeChecker();
	}

	/** The type of an export: that of the value, or the declared type. */
	exported(file: string, name: string): ts.Type {
		const source = this.program.getSourceFile(path.join(projectRoot, file));
		const module = source && this.checker.getSymbolAtLocation(source);
		const symbol =
			module && this.checker.getExportsOfModule(module).find((one) => one.getName() === name);
		if (symbol === undefined) throw new Error(`${file} exports no ${name}`);
		return (symbol.flags & ts.SymbolFlags.Value) === 0
			? this.checker.getDeclaredTypeOfSymbol(symbol)
			: this.checker.getTypeOfSymbol(symbol);
	}

	/** The type of a member, without the undefined of an optional one. */
	member(type: ts.Type, ...names: readonly string[]): ts.Type {
		let found = type;
		for (const name of names) {
			const member = this.checker.getPropertyOfType(found, name);
			if (member === undefined)
				throw new Error(`${this.checker.typeToString(type)} has no ${names.join('.')}`);
			found = this.checker.getNonNullableType(this.checker.getTypeOfSymbol(member));
		}
		return found;
	}

	/** The schema of a type whose values are JSON. */
	schemaOf(type: ts.Type): Schema {
		if (type.isUnion()) return this.ofUnion(type.types);
		if (type.isStringLiteral()) return { type: 'string', enum: [type.value] };
		const { flags } = type;
		if (flags & ts.TypeFlags.StringLike) return { type: 'string' };
		if (flags & ts.TypeFlags.NumberLike) return { type: 'number' };
		if (flags & ts.TypeFlags.BooleanLike) return { type: 'boolean' };
		if (flags & ts.TypeFlags.Null) return { type: 'null' };
		if (this.checker.isArrayType(type)) {
			const [entry] = this.checker.getTypeArguments(type as ts.TypeReference);
			if (entry !== undefined) return { type: 'array', items: this.schemaOf(entry) };
		}
		if (flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) return this.ofObject(type);
		throw new Error(`${this.checker.typeToString(type)} is no JSON`);
	}

	private ofUnion(types: readonly ts.Type[]): Schema {
		const known = types.filter(({ flags }) => !(flags & ts.TypeFlags.Undefined));
		const isNull = known.some(({ flags }) => flags & ts.TypeFlags.Null);
		const [first, ...rest] = known
			.filter(({ flags }) => !(flags & ts.TypeFlags.Null))
			.map((type) => this.schemaOf(type));
		if (first === undefined) return { type: 'null' };
		const all = rest.reduce(either, first);
		return isNull ? nullable(all) : all;
	}

	private ofObject(type: ts.Type): Schema {
		const entries = this.propertiesOf(type).map((name): [string, Schema] => [
			name,
			this.schemaOf(this.typeOfMember(type, name)),
		]);
		const index = this.checker.getIndexInfoOfType(type, ts.IndexKind.String);
		return index === undefined || entries.length > 0
			? object(Object.fromEntries(entries))
			: { ...object({}), additionalProperties: this.schemaOf(index.type) };
	}

	private typeOfMember(type: ts.Type, name: string): ts.Type {
		const symbol = this.checker.getPropertyOfType(type, name);
		if (symbol === undefined) throw new Error(`there is no ${name}`);
		return this.checker.getTypeOfSymbol(symbol);
	}

	/** Names in the order of their declaration; the compiler sorts those that Pick and Omit keep. */
	private propertiesOf(type: ts.Type): string[] {
		if (type.isIntersection())
			return [...new Set(type.types.flatMap((part) => this.propertiesOf(part)))];
		return this.checker
			.getPropertiesOfType(type)
			.map((symbol) => ({ name: symbol.getName(), ...placeOf(symbol) }))
			.sort((one, other) => one.file.localeCompare(other.file) || one.start - other.start)
			.map(({ name }) => name);
	}
}

function placeOf({ declarations }: ts.Symbol): { file: string; start: number } {
	const [place] = declarations ?? [];
	return { file: place?.getSourceFile().fileName ?? '', start: place?.getStart() ?? 0 };
}
