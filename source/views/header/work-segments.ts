import type {Orchestrated} from '../../space/orchestrator-shape.ts';
import {harmless} from '../../terminal/harmless.ts';
import type {Theme} from '../../terminal/theme.ts';
import {count, percentText, span} from '../format.ts';
import type {Segment} from '../segments.ts';

/** What follows a download, in a few words: what needs a person stays as long as anything does. */
export const workSegments = (
	orchestrated: Orchestrated,
	{theme}: {theme: Theme},
	isShort = false,
): Segment[] => [
	{text: troubleText(orchestrated, theme), keep: 1.5},
	{text: theme.paint('moving', moveText(orchestrated, isShort)), keep: isShort ? 6.4 : 5.5},
	countSegment(orchestrated, theme, isShort),
];

/** Where there is a queue, none is told, too, if there is room for it. */
const countSegment = ({state, jobs}: Orchestrated, theme: Theme, isShort: boolean): Segment => {
	if (jobs.length > 0) {
		return isShort
			? {text: `j${count(jobs.length)}`, keep: 6.1}
			: {text: `jobs ${count(jobs.length)}`, keep: 6.5};
	}
	return {text: state === 'running' ? theme.paint('muted', 'jobs 0') : '', keep: 8};
};

const troubleText = (orchestrated: Orchestrated, theme: Theme): string => {
	const {state, isHeldElsewhere, service, jobs, paused, breaker} = orchestrated;
	const held = jobs.filter(job => job.state === 'HELD').length;
	const parts = [
		state === 'failed' && !isHeldElsewhere ? theme.paint('bad', '! no queue') : '',
		isHeldElsewhere && !service ? theme.paint('muted', 'queue elsewhere') : '',
		service?.isAway ? theme.paint('bad', '! serve away') : '',
		held > 0 ? theme.paint('bad', `! ${count(held)} held`) : '',
		breaker ? theme.paint('bad', '! breaker') : '',
		paused ? theme.paint('warning', 'paused') : '',
	];
	return parts.filter(part => part !== '').join(' ');
};

/** "mv 41% 9m" of the move that is under way; "mv41%". */
const moveText = ({jobs, progress}: Orchestrated, isShort: boolean): string => {
	const job = jobs.find(({state}) => state === 'MOVING');
	if (!job) return '';
	const known = progress.get(job.id);
	if (!known || known.total <= 0) return 'mv';
	const done = percentText(known.done / known.total);
	if (isShort) return `mv${done}`;
	return `mv ${done}${known.left === undefined ? '' : ` ${span(known.left)}`}`;
};

/** The queue is not this one’s; where there is room, whose it is. */
export const attachedSegment = (
	{service}: Orchestrated,
	isRoomy: boolean,
	{theme}: {theme: Theme},
): Segment => {
	if (!service || service.isAway) return {text: '', keep: 0};
	const text = isRoomy ? `attached to ${harmless(service.where)}` : 'via serve';
	return {text: theme.paint('muted', text), keep: 6.2};
};
