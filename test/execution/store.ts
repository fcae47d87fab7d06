import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';
import { BinaryDataConfig, BinaryDataService, ErrorReporter } from 'n8n-core';
import { FileSystemManager } from 'n8n-core/dist/binary-data/file-system.manager';
import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';

const service = (): BinaryDataService => Container.get(BinaryDataService);

interface Store {
	/** Stores a file, and returns the item that has it. */
	item(bytes: Buffer, file: { fileName: string; mimeType: string }): Promise<INodeExecutionData>;
	/** The bytes of a binary field. */
	read(field: IBinaryData | undefined): Promise<Buffer>;
	/** The path of an item's file. */
	pathOf(item: INodeExecutionData): string;
	/** Every stream that was opened from the store since the test began. */
	streams(): Promise<ReadonlyArray<{ readonly destroyed: boolean }>>;
}

/** n8n's file store on disk, for the tests of a file or of a `describe`; without it n8n keeps files in memory. */
export function useFileStore(): Store {
	const folder = mkdtempSync(path.join(tmpdir(), 'n8n-files-'));
	let opened: jest.SpyInstance<ReturnType<BinaryDataService['getAsStream']>>;
	const inMemory = service();
	beforeAll(() => {
		const reporter = Container.get(ErrorReporter);
		const onDisk = new BinaryDataService(
			Container.get(BinaryDataConfig),
			reporter,
			Container.get(Logger),
		);
		onDisk.setManager('filesystem-v2', new FileSystemManager(folder, reporter));
		Container.set(BinaryDataService, onDisk);
	});
	beforeEach(() => {
		opened = jest.spyOn(service(), 'getAsStream');
	});
	afterEach(() => opened.mockRestore());
	afterAll(() => {
		Container.set(BinaryDataService, inMemory);
		rmSync(folder, { recursive: true, force: true });
	});
	return {
		async item(bytes, file) {
			const place = { type: 'execution', workflowId: 'w', executionId: '77' } as const;
			const data = await service().store(place, bytes, { ...file, data: '' });
			return { json: {}, binary: { data } };
		},
		read: async (field) => await service().getAsBuffer(field ?? { data: '', mimeType: '' }),
		pathOf: ({ binary }) => service().getPath(binary?.data?.id ?? ''),
		streams: async () =>
			await Promise.all(
				opened.mock.results.map(
					async ({ value }) => await (value as ReturnType<BinaryDataService['getAsStream']>),
				),
			),
	};
}
