import type {Tab} from './seen.ts';

export const piecesTab: Tab = {
	name: 'pieces',
	title: 'Pieces',
	parts: ['pieces', 'properties'],
	needs: ['pieces'],
	draw: () => [],
};
