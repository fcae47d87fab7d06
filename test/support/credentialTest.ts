import { CredentialTestContext } from 'n8n-core';
import type { ICredentialTestFunctions, INodeCredentialTestResult, INodeType } from 'n8n-workflow';
import { WhatsApp } from '../../nodes/WhatsApp/WhatsApp.node';
import type { TestCredential } from './engine';
// Sets the folder in which n8n-core keeps its settings.
import './engine';

/** Everything that n8n passes to a credential test. */
export const testContext = (): ICredentialTestFunctions => new CredentialTestContext();

/** Tests a credential as n8n does, with the function that a node names. */
export async function testCredential(
	data: Partial<TestCredential>,
	context: ICredentialTestFunctions = testContext(),
	node: INodeType = new WhatsApp(),
): Promise<INodeCredentialTestResult> {
	const [entry] = node.description.credentials ?? [];
	const test =
		typeof entry?.testedBy === 'string'
			? node.methods?.credentialTest?.[entry.testedBy]
			: undefined;
	if (test === undefined) throw new Error('no node tests the credential');
	return await test.call(context, {
		id: '1',
		name: 'Gateway',
		type: entry?.name ?? '',
		data: { ...data },
	});
}
