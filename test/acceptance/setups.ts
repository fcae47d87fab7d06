import type { INodeParameters } from 'n8n-workflow';
import type { Sandbox, SandboxOptions } from '../../sandbox';
import type { Known } from '../support/samples';
import { byId } from '../support/sandbox';

/** What an operation needs of the world beside the usual, so that it succeeds and its fields show. */
interface Setup {
	readonly sandbox?: SandboxOptions;
	/** Prepares the world. */
	readonly before?: (sandbox: Sandbox) => void;
	readonly known?: Known;
	readonly parameters?: INodeParameters;
	/** Variations that rightly change nothing, each with its reason. */
	readonly same?: Readonly<Record<string, string>>;
}

const waitingForQr: Setup = { parameters: { session: byId('support') } };

/** An operation that takes only files of one kind. */
const fileOf = (fileName: string, mimeType: string): Setup => ({
	parameters: { fileName, mimeType },
});

const asksToJoin: Setup = {
	before: ({ world }) => {
		const { groups } = world.session('default');
		const team = groups.find('120363000000000001@g.us');
		if (team !== undefined) groups.ask(team, '5511987654321@s.whatsapp.net');
	},
	known: { participants: ['5511987654321', '5511987654321, 447700900123'] },
};

export const SETUPS: Readonly<Record<string, Setup>> = {
	'session.getQrCode': waitingForQr,
	'session.getPairingCode': waitingForQr,
	'session.update': { parameters: { options: { debug: true } } },
	'group.approveJoinRequests': asksToJoin,
	'group.rejectJoinRequests': asksToJoin,
	'message.pin': { same: { 'duration: "86400"': 'a day is what the default of WAHA means' } },
	'message.sendAudio': fileOf('song.mp3', 'audio/mpeg'),
	'message.sendGif': fileOf('fun.mp4', 'video/mp4'),
	'message.sendVideo': fileOf('film.mp4', 'video/mp4'),
	'message.sendVoice': fileOf('voice.ogg', 'audio/ogg'),
	'message.sendList': {
		same: {
			'buttonText: "buttonText two"': 'the sections of the sample have buttons of their own',
		},
	},
	'presence.set': { parameters: {} },
};
