import type { INodeExecutionData } from 'n8n-workflow';
import { sampleMedia } from '../../sandbox/world';
import { until } from '../support/until';
import { ANNA } from './acts';
import { NEWEST, VERSIONS, type Version } from './received.run';
import { Stage, type Desk, type StageOptions } from './stage';

let stage: Stage;
afterEach(async () => await stage.close());

async function openStage(version: Version, options: StageOptions = {}): Promise<void> {
	const acceptUnsigned = version === '2024.10.8';
	stage = await Stage.start({
		wahaVersion: version,
		parameters: {
			waha: { options: { downloadMedia: true, acceptUnsigned } },
			warest: { options: { downloadMedia: true } },
		},
		...options,
	});
}

const sends = async (kind: string, text: string): Promise<string> =>
	await stage.act('write', { chatId: ANNA, text, media: { kind } });

/** The one item that resulted. */
async function only(desk: Desk): Promise<INodeExecutionData> {
	await until(() => desk.recent.length > 0);
	await stage.settled();
	const items = desk.recent.flatMap((taken) => taken.items ?? []);
	expect(items).toHaveLength(1);
	return items[0] ?? { json: {} };
}

const bytesOf = ({ binary }: INodeExecutionData): Buffer =>
	Buffer.from(binary?.data?.data ?? '', 'base64');

describe.each(VERSIONS)('WAHA %s and WARest', (version) => {
	test.each([
		['image', 'look', 'file.png'],
		['voice', '', 'file.ogg'],
		['video', 'look', 'file.mp4'],
		['document', '', 'document.pdf'],
	] as const)(
		'%s: downloaded unchanged from the base URL of the credential',
		async (kind, text, name) => {
			await openStage(version);
			await sends(kind, text);
			const { data, mimeType, fileName } = sampleMedia(kind);
			for (const desk of [stage.waha, stage.warest]) {
				const item = await only(desk);
				// A gateway calls itself localhost unless configured otherwise, and nothing listens there.
				expect(String(desk.recent[0]?.rawBody)).toMatch(/"http:\/\/localhost:(3000|7308)\//);
				const { baseUrl } = desk.bench.credential;
				expect(item.json.media).toEqual({
					mimeType,
					fileName,
					sizeBytes: data.length,
					url: expect.stringMatching(`^${baseUrl}/`),
				});
				expect(item.binary?.data).toMatchObject({ mimeType, fileName: name });
				expect(bytesOf(item).equals(data)).toBe(true);
			}
		},
	);
});

const LIFETIME_SECONDS = 180;

/** The first attempt fails, and the gateway delivers again after this much time. */
function failFirst(desk: Desk, seconds: number): void {
	desk.receiver.answers = [
		(response) => {
			stage.pass(seconds);
			response.writeHead(503).end();
		},
	];
}

const attempts = (gateway: string): number[] =>
	stage.sandbox.deliveries
		.filter((one) => one.gateway === gateway && /^message/.test(one.event))
		.map(({ attempt }) => attempt);

describe.each(['2025.2.5', '2026.7.1'] as const)(
	'a message that WAHA %s delivers again',
	(version) => {
		test.each([
			['in time, with its file', LIFETIME_SECONDS - 1, false],
			['too late for its file, which costs only the file', LIFETIME_SECONDS + 1, true],
		])('comes %s', async (_, seconds, isGone) => {
			await openStage(version);
			failFirst(stage.waha, seconds);
			await sends('image', 'look');
			const item = await only(stage.waha);
			expect(attempts('waha')).toEqual([1, 2]);
			expect(item.json).toMatchObject({
				event: 'message',
				type: 'image',
				text: 'look',
				media: { mimeType: 'image/png', url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:/) },
			});
			if (isGone) {
				expect(item.json.media).toMatchObject({
					downloadError: expect.stringMatching(/File not found/),
				});
				expect(item.binary).toBeUndefined();
			} else expect(bytesOf(item).equals(sampleMedia('image').data)).toBe(true);
		});
	},
);

test('WARest keeps a file until the delivery is repeated', async () => {
	await openStage(NEWEST);
	failFirst(stage.warest, LIFETIME_SECONDS + 1);
	await sends('image', 'look');
	const item = await only(stage.warest);
	expect(attempts('warest')).toEqual([1, 2]);
	expect(bytesOf(item).equals(sampleMedia('image').data)).toBe(true);
});

test('WAHA gives the file of a document with a caption; WARest does not, and the item says so', async () => {
	await openStage(NEWEST);
	await sends('document', 'look');
	const { data, mimeType, fileName } = sampleMedia('document');
	expect(bytesOf(await only(stage.waha)).equals(data)).toBe(true);
	const { json, binary } = await only(stage.warest);
	expect(json).toMatchObject({
		type: 'document',
		text: 'look',
		caption: 'look',
		media: {
			mimeType,
			fileName,
			url: null,
			downloadError: 'WARest gives out no file of a document with a caption',
		},
	});
	expect(binary).toBeUndefined();
});

test('a WAHA that downloads nothing gives no address, and the message still starts the workflow', async () => {
	await openStage(NEWEST, { webhooks: { wahaDownloads: false } });
	await sends('image', 'look');
	const { json, binary } = await only(stage.waha);
	expect(json).toMatchObject({
		text: 'look',
		media: { url: null, downloadError: 'The gateway gave no address for the file' },
	});
	expect(binary).toBeUndefined();
});
