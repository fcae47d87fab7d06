import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { CredentialReference, N8nApi } from './api';

/** A mail as n8n's Send Email node sent it. */
export interface Mail {
	readonly to: string;
	/** Header and body, with the lines of RFC 5322; attachments are base64. */
	readonly source: string;
}

/** A mail server on this machine that accepts everything and delivers nothing. */
export interface Mailbox {
	readonly mails: readonly Mail[];
	credential(api: N8nApi): Promise<CredentialReference>;
	close(): Promise<void>;
}

/** The part of SMTP (RFC 5321) needed by a client that neither logs in nor encrypts. */
export async function startMailbox(): Promise<Mailbox> {
	const mails: Mail[] = [];
	const sockets = new Set<Socket>();
	const server = createServer((socket) => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket));
		socket.on('error', () => socket.destroy());
		talk(socket, (mail) => mails.push(mail));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		mails,
		credential: async (api) =>
			await api.createCredential(
				`mailbox ${port}`,
				{ user: '', password: '', host: '127.0.0.1', port, secure: false, disableStartTls: true },
				'smtp',
			),
		close: async () => {
			for (const socket of sockets) socket.destroy();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

function talk(socket: Socket, take: (mail: Mail) => void): void {
	let waiting = '';
	let to = '';
	let content: string[] | undefined;
	const say = (line: string) => socket.write(`${line}\r\n`);
	const hear = (line: string): void => {
		if (content !== undefined) {
			if (line !== '.') {
				content.push(line.replace(/^\./, ''));
				return;
			}
			take({ to, source: content.join('\r\n') });
			content = undefined;
			say('250 taken');
			return;
		}
		const [verb = ''] = line.toUpperCase().split(' ');
		if (verb === 'RCPT') to = /<(.*)>/.exec(line)?.[1] ?? '';
		if (verb === 'DATA') content = [];
		say(verb === 'DATA' ? '354 go on' : verb === 'QUIT' ? '221 bye' : '250 fine');
	};
	socket.setEncoding('latin1');
	say('220 mailbox');
	socket.on('data', (text: string) => {
		const lines = `${waiting}${text}`.split('\r\n');
		waiting = lines.pop() ?? '';
		lines.forEach(hear);
	});
}

/** The value of a header that fits on one line. */
export function headerOf({ source }: Mail, name: string): string | undefined {
	const header = source.split('\r\n\r\n')[0]?.replace(/\r\n[ \t]+/g, ' ') ?? '';
	return new RegExp(`^${name}: (.*)$`, 'im').exec(header)?.[1];
}

/** The bytes of the files in a mail, inline or attached. */
export function attachmentsOf({ source }: Mail): Buffer[] {
	return source
		.split(/\r\n--[^\r\n]+/)
		.filter((part) => /^content-disposition: (attachment|inline)/im.test(part))
		.map((part) => Buffer.from(part.split('\r\n\r\n')[1] ?? '', 'base64'));
}
