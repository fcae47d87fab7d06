import { at, type JsonObject } from '../../../../portable/json';
import { openMessage } from '../../../../engines/message/open';
import { Refusal } from '../../../../portable/refusal';
import type { GatewayRequest } from '../../../../transport/request';
import { fileAddress, fileRequest } from '../../../shared/fileAddress';

/** The public storage (0.3.44, observed), and the one with signed addresses (read in its source). */
const FILES = /\/storages?\/.+$/;

/** WhatsApp's servers for files; the one for profile pictures (pps) has plain ones. */
const isEncrypted = ({ hostname, pathname }: URL): boolean =>
	(/(^|\.)whatsapp\.net$/.test(hostname) && !hostname.startsWith('pps.')) ||
	pathname.endsWith('.enc');

/**
 * The request for a file that WARest received, from the credential's own host.
 * @throws Refusal for an address that is none of a file, and for WhatsApp's own copy: that is encrypted, and WARest
 * wrote another ending into its address, under which there is nothing (0.3.44, observed)
 */
export function warestDownload(url: string): GatewayRequest {
	if (isEncrypted(fileAddress('WARest', url)))
		throw new Refusal(
			"WARest has not downloaded this file; its address leads to WhatsApp's own encrypted copy",
			'Switch WAREST_DOWNLOAD_MEDIA_RECEIVED on at the server, and let it take files of this type. That helps files that come from then on.',
		);
	return fileRequest('WARest', url, FILES);
}

/**
 * WARest fetches the files of few kinds of message. It does not look into what a document with a caption is wrapped in,
 * and tells nothing of its file (0.3.44, observed).
 */
export function warestNoFile(body: JsonObject): string | null {
	const data = at(body, 'data');
	if (at(data, 'media', 'hasMedia') === true) return null;
	const { wrappers } = openMessage(at(data, 'message', 'message'));
	const isCaptioned = wrappers.includes('documentWithCaptionMessage');
	return `WARest gives out no file of ${isCaptioned ? 'a document with a caption' : 'this kind of message'}`;
}
