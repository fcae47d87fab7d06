import { gateways } from '../../nodes/WhatsApp/gateways';
import { conforms } from '../support/conformance';

Object.values(gateways).forEach(conforms);
