/* eslint-env browser */
import { byId } from './dom.js';

/** Nearer to the end than this counts as there: zoomed pages scroll by fractions. In CSS pixels. */
const NEAR = 24;

const frame = byId('frame');
const newest = byId('newest');

/** Whether the end stays in sight, whatever is added or grows. */
let following = true;
let lastTop = 0;

const isAtEnd = () => frame.scrollHeight - frame.scrollTop - frame.clientHeight < NEAR;

/** Shows the newest message, and every newer one from now on, until somebody scrolls up. */
export function follow() {
	following = true;
	newest.hidden = true;
	frame.scrollTop = frame.scrollHeight;
}

/** There are messages that were not there before: whoever reads older ones is told, and not moved. */
export function tellOfNew() {
	newest.hidden = following;
}

/**
 * Pictures and players get their size long after they were put in, and the frame shrinks with the window. Only a person
 * makes the position smaller; what grows below leaves it, so it does not end the following.
 */
export function setUpScrolling() {
	frame.addEventListener('scroll', () => {
		if (isAtEnd()) following = true;
		else if (frame.scrollTop < lastTop) following = false;
		lastTop = frame.scrollTop;
		if (following) newest.hidden = true;
	});
	const sizes = new ResizeObserver(() => {
		if (following) follow();
	});
	sizes.observe(frame);
	sizes.observe(byId('messages'));
	newest.onclick = follow;
}
