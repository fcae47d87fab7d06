import { cpuMs, useBetween } from '../../bench/meter';

const look = (at: number, cpu: number, memory: number) => ({
	at,
	cpuMs: cpu,
	memory,
	peak: memory,
});

const LOOKS = [look(0, 0, 100), look(20, 10, 100), look(40, 30, 180), look(60, 30, 120)];

test.each([
	['from look to look', 20, 60, { cpuMs: 20, memoryAdded: 80 }],
	['between looks', 10, 30, { cpuMs: 15, memoryAdded: 0 }],
	['from a moment when memory was on its way up', 30, 60, { cpuMs: 10, memoryAdded: 40 }],
	['beyond the last look', 40, 1_000, { cpuMs: 0, memoryAdded: 0 }],
])('computes CPU time and added memory %s', (_, from, to, use) => {
	expect(useBetween(LOOKS, from, to)).toEqual(use);
});

test('CPU time is read correctly after a process name with parentheses and spaces', () => {
	const behind = ['S', ...Array.from({ length: 10 }, () => '1'), '300', '200', '9', '9'].join(' ');
	expect(cpuMs(`42 (a) b ) ${behind}`)).toBe(cpuMs(`42 (node) ${behind}`));
	expect(cpuMs(`42 (node) ${behind}`)).toBeGreaterThan(0);
});
