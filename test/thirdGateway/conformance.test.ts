import { conforms } from '../support/conformance';
import { tern } from './tern';

conforms(tern);
