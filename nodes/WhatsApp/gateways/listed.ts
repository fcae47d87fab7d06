import { inWords } from '../portable/inWords';
import { catalogue, type CatalogueEntry, type GatewayName } from './catalogue';

export const isGatewayName = (name: unknown): name is GatewayName =>
	typeof name === 'string' && Object.hasOwn(catalogue, name);

/** Every gateway with its value in the credential. */
export const listed: ReadonlyArray<CatalogueEntry & { readonly value: GatewayName }> = Object.keys(
	catalogue,
)
	.filter(isGatewayName)
	.map((value) => ({ value, ...catalogue[value] }));

/** The gateways that have something, as in "WAHA only"; null if all of them have it. */
export const onlyOn = (having: ReadonlyArray<{ readonly name: string }>): string | null =>
	having.length === listed.length
		? null
		: inWords(
				having.map(({ name }) => name),
				'and',
			);
