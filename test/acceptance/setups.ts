import type { INodeParameters } from 'n8n-workflow';
import type { GatewayName, SandboxOptions } from '../../sandbox';
import type { Known } from '../support/samples';
import { byId } from '../support/sandbox';

/** What an operation needs of the world beside the usual, so that it succeeds. */
interface Setup {
	readonly sandbox?: SandboxOptions;
	readonly known?: Known;
	readonly parameters?: Partial<Record<GatewayName, INodeParameters>>;
}

const waitingForQr = { session: byId('support') };

export const SETUPS: Readonly<Record<string, Setup>> = {
	'session.getQrCode': { parameters: { waha: waitingForQr, warest: waitingForQr } },
};
