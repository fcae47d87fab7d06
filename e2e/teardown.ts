import { shutDown } from '../harness/shutdown';

export default shutDown;
