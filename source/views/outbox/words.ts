import type {Entry} from '../../outbox/shape.ts';

/** What became of things to be added while the server lets nobody in. */
export const keptText = (kept: readonly Entry[]): string => {
	if (kept.length === 0) return 'All of it is in the outbox already.';
	const [what, are] = kept.length === 1 ? ['It', 'is'] : [`All ${kept.length}`, 'are'];
	const folder = kept.filter(({handed}) => handed?.how === 'folder').length;
	const program = kept.filter(({handed}) => handed?.how === 'program').length;
	return [
		`${what} ${are} kept in the outbox, and added when the server lets us in.`,
		...(folder > 0 ? [`The watched folder has ${folder} already.`] : []),
		...(program > 0 ? [`qBittorrent’s own program was given ${program} already.`] : []),
	].join(' ');
};
