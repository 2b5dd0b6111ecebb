import type {Tab} from './seen.ts';

export const trackersTab: Tab = {
	name: 'trackers',
	title: 'Trackers',
	parts: ['trackers'],
	needs: ['trackers'],
	draw: () => [],
};
