/* eslint-env browser */
import { byId } from './dom.js';

/** Closer to the end than this counts as the end, because zoomed pages scroll by fractions. In CSS pixels. */
const NEAR = 24;

const frame = byId('frame');
const newest = byId('newest');

/** Whether the end stays in view, whatever is added or grows. */
let following = true;
let lastTop = 0;

const isAtEnd = () => frame.scrollHeight - frame.scrollTop - frame.clientHeight < NEAR;

/** Shows the newest message, and every newer one from now on, until somebody scrolls up. */
export function follow() {
	following = true;
	newest.hidden = true;
	frame.scrollTop = frame.scrollHeight;
}

/** There are new messages: a reader of older ones is notified, but not scrolled. */
export function tellOfNew() {
	newest.hidden = following;
}

/**
 * Images and players get their size long after they were added, and the frame shrinks with the window. Only a person
 * reduces the scroll position; growth below leaves it unchanged, so it does not end the following.
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
