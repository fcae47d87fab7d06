import { readForm } from '../../sandbox/http/form';
import { Digest, type ReceivedFile } from './received';

/**
 * A multipart form with text fields and one file, as WARest and Evolution API accept it.
 * @param toField the text field that names the chat
 * @throws Error if it names no boundary, is incomplete or has no file
 */
export async function readFileForm(
	contentType: string,
	body: AsyncIterable<Buffer> | Iterable<Buffer>,
	toField: string,
): Promise<ReceivedFile> {
	const texts = new Map<string, string>();
	let file: { readonly digest: Digest; readonly fileName: string } | null = null;
	await readForm(contentType, body, ({ field, fileName }) => {
		if (fileName === null)
			return (bytes) => void texts.set(field, `${texts.get(field) ?? ''}${bytes.toString('utf8')}`);
		const digest = new Digest();
		file = { digest, fileName };
		return (bytes) => digest.write(bytes);
	});
	return received(file, texts.get(toField) ?? null);
}

function received(
	file: { readonly digest: Digest; readonly fileName: string } | null,
	to: string | null,
): ReceivedFile {
	if (file === null) throw new Error('The form carries no file');
	return { ...file.digest.end(), fileName: file.fileName, to };
}
