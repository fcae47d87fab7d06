import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { INode, INodeParameters } from 'n8n-workflow';

/** What was posted by a node that replaces a service on the internet. */
export interface Delivered {
	readonly path: string;
	readonly body: Buffer;
}

/** A server on this machine that plays the sheets and drives of the examples. */
export interface Outside {
	readonly delivered: readonly Delivered[];
	/** A node that outputs these items whatever its input, like one that reads a sheet. */
	giving(node: INode, items: readonly object[]): INode;
	/** A node that posts its items as JSON, like one that writes a sheet. */
	takingJson(node: INode): INode;
	/** A node that posts the file of its items under the name they get, like one that uploads. */
	takingFiles(node: INode): INode;
	close(): Promise<void>;
}

export async function startOutside(): Promise<Outside> {
	const delivered: Delivered[] = [];
	const offers: (readonly object[])[] = [];
	const server = createServer(async (request: IncomingMessage, response) => {
		const path = decodeURIComponent(request.url ?? '');
		const [, offered] = /^\/items\/(\d+)$/.exec(path) ?? [];
		if (offered === undefined) delivered.push({ path, body: await buffer(request) });
		response
			.writeHead(200, { 'content-type': 'application/json' })
			.end(JSON.stringify(offered === undefined ? {} : offers[Number(offered)]));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return {
		delivered,
		giving: (node, items) => request(node, { url: `${url}/items/${offers.push(items) - 1}` }),
		takingJson: (node) =>
			request(node, {
				method: 'POST',
				url: `${url}/json`,
				sendBody: true,
				specifyBody: 'json',
				jsonBody: '={{ JSON.stringify($json) }}',
			}),
		takingFiles: (node) => {
			// The original node's expression names the file, so that it is tested, too.
			const name = String(node.parameters.name).replace(/^=/, '');
			const path = name.replace(/\{\{(.*?)\}\}/g, '{{ encodeURIComponent($1) }}');
			return request(node, {
				method: 'POST',
				url: `=${url}/${path}`,
				sendBody: true,
				contentType: 'binaryData',
				inputDataFieldName: node.parameters.inputDataFieldName ?? '',
			});
		},
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

function request({ credentials: _, ...node }: INode, parameters: INodeParameters): INode {
	return { ...node, type: 'n8n-nodes-base.httpRequest', typeVersion: 4.2, parameters };
}
