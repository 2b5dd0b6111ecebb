import type {Tab} from './seen.ts';

export const peersTab: Tab = {
	name: 'peers',
	title: 'Peers',
	parts: ['peers'],
	needs: ['peers'],
	draw: () => [],
};
