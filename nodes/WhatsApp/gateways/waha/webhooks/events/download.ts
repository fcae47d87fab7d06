import type { GatewayRequest } from '../../../../transport/request';
import { fileRequest } from '../../../shared/fileAddress';

/** Local files, and those of S3 that WAHA hands through (WAHA_S3_PROXY_FILES). Both ask for the API key. */
const FILES = /\/api\/(files|s3)\/.+$/;

/**
 * The request for a file that WAHA received: from the credential's own host when WAHA keeps it, else from the
 * presigned address as it is, without the API key. Local files are gone after 180 seconds by default.
 * @throws Refusal for an address that is none of a file
 */
export const wahaDownload = (url: string): GatewayRequest => fileRequest('WAHA', url, FILES);
