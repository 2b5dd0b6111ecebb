import type {Tab} from './seen.ts';

export const filesTab: Tab = {
	name: 'files',
	title: 'Files',
	parts: ['files'],
	needs: ['files'],
	draw: () => [],
};
