import { newToken, type Question } from '../../nodes/WhatsApp/execution/approval/question';
import { claimDecision } from '../../nodes/WhatsApp/execution/approval/recent';

const ask = (): Question => ({
	token: newToken(),
	title: '',
	message: '',
	wanted: { kind: 'freeText', submit: '' },
});

const NOW = 1_790_000_000_000;

test('recognizes the same answer given twice, and a different answer that comes too late', () => {
	const question = ask();
	expect(claimDecision(question, { approved: true }, NOW)).toBe('first');
	expect(claimDecision(question, { approved: true }, NOW + 1)).toBe('same');
	expect(claimDecision(question, { approved: false }, NOW + 2)).toBe('another');
	expect(claimDecision(ask(), { approved: false }, NOW + 3)).toBe('first');
});

test('an answer can be given again after ten seconds', () => {
	const question = ask();
	expect(claimDecision(question, { text: 'Yes' }, NOW)).toBe('first');
	expect(claimDecision(question, { text: 'Yes' }, NOW + 10_000)).toBe('same');
	expect(claimDecision(question, { text: 'Yes' }, NOW + 10_001)).toBe('first');
});

test('forgets the oldest answer after a thousand others', () => {
	const first = ask();
	claimDecision(first, { approved: true }, NOW);
	for (let count = 0; count < 1_001; count++) claimDecision(ask(), { approved: true }, NOW);
	expect(claimDecision(first, { approved: true }, NOW)).toBe('first');
});
