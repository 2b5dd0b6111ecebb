import type {Tab} from './seen.ts';

export const generalTab: Tab = {
	name: 'general',
	title: 'General',
	parts: ['properties', 'trackers', 'pieces'],
	needs: [],
	draw: () => [],
};
