import { qrPng } from '../../http/answers';
import type { Session, SessionStatus } from '../../world';
import { deviceJid } from '../context';
import type { Tagged } from './deliverer';

const QR_WIDTH = 320;
const QR_SECONDS = 20;
/** Baileys' codes of a lost connection. */
const REPLACED = 440;
const LOGGED_OUT = 401;

/** What is remembered about a session. */
interface Life {
	starts: number;
	reconnects: number;
}

/** Reports `session_status` in its many forms: some have a `status`, some only `tags` (v0.3.44). */
export class StatusTeller {
	private readonly lives = new WeakMap<Session, Life>();

	events(session: Session, status: SessionStatus): Tagged[] {
		const told = (data: Tagged['data']): Tagged => ({ event: 'session_status', data });
		switch (status) {
			case 'starting': {
				const isNew = this.isNewStart(session);
				return [...(isNew ? [told({ tags: 'create' })] : []), told({ tags: 'connecting' })];
			}
			case 'waitingForQr':
				return [told(async () => await qr(session))];
			case 'working':
				this.lifeOf(session).reconnects = 0;
				return [{ event: 'creds_update', data: {} }, told({ status: 'open', me: me(session) })];
			case 'reconnecting': {
				const life = this.lifeOf(session);
				life.reconnects += 1;
				return [told({ status, attempts: life.reconnects })];
			}
			case 'replaced':
				return [told({ status, reason: REPLACED, tags: 'conflict_replaced' })];
			case 'stopped':
				return [told({ tags: 'close' })];
			default:
				return [told({ status: 'logged_out', reason: LOGGED_OUT })];
		}
	}

	/** A session that tries to reconnect was not created again. */
	private isNewStart(session: Session): boolean {
		const life = this.lifeOf(session);
		const isNew = session.starts !== life.starts;
		life.starts = session.starts;
		return isNew;
	}

	private lifeOf(session: Session): Life {
		const known = this.lives.get(session) ?? { starts: 0, reconnects: 0 };
		this.lives.set(session, known);
		return known;
	}
}

function me(session: Session): object {
	return { id: deviceJid(session), name: session.account?.name ?? null };
}

async function qr(session: Session): Promise<object> {
	const png = await qrPng(session.qrText ?? '', QR_WIDTH);
	const image = `data:image/png;base64,${png.toString('base64')}`;
	return { tags: 'qr', qr: image, qrDuration: QR_SECONDS };
}
