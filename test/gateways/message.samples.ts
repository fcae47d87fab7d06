import type { Parameters } from './message.run';

/** Parameters of sends, short enough for a table. */
export const URL = { source: 'url', mediaUrl: 'https://example.com/a.png' };
export const PNG = { mimetype: 'image/png', filename: 'a.png' };
export const field = (inputBinaryField: string): Parameters => ({
	source: 'binary',
	inputBinaryField,
});
export const list = { buttonText: 'Menu', text: 'Choose' };
export const button = (...buttons: Parameters[]): Parameters => ({
	text: 'Well?',
	buttons: { button: buttons },
});
export const card = (...details: Parameters[]): Parameters => ({ contactCards: { details } });
export const ADA = { fullName: 'Ada', phone: '+49 170 1234567' };
export const VCARD = 'BEGIN:VCARD\nFN:Ada\nTEL;waid=491701234567:+49 170\nEND:VCARD';
