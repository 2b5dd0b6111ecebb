import type {Orchestrated} from '../space/orchestrator-shape.ts';
import {harmless} from '../terminal/harmless.ts';
import type {Theme} from '../terminal/theme.ts';
import {count, percentText, span} from './format.ts';
import type {Segment} from './segments.ts';

/** What follows a download, in a few words: what needs a person stays as long as anything does. */
export const workSegments = (orchestrated: Orchestrated, {theme}: {theme: Theme}): Segment[] => {
	return [
		{text: troubleText(orchestrated, theme), keep: 1.5},
		{text: theme.paint('moving', moveText(orchestrated)), keep: 5.5},
		countSegment(orchestrated, theme),
	];
};

/** Where there is a queue, none is told, too, if there is room for it. */
const countSegment = ({state, jobs}: Orchestrated, theme: Theme): Segment => {
	if (jobs.length > 0) return {text: `jobs ${count(jobs.length)}`, keep: 6.5};
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

/** "mv 41% 9m" of the move that is under way. */
const moveText = ({jobs, progress}: Orchestrated): string => {
	const job = jobs.find(({state}) => state === 'MOVING');
	if (!job) return '';
	const known = progress.get(job.id);
	if (!known || known.total <= 0) return 'mv';
	const left = known.left === undefined ? '' : ` ${span(known.left)}`;
	return `mv ${percentText(known.done / known.total)}${left}`;
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
