import type {Command} from './command.ts';

const flags = {
	'dry-run': {type: 'boolean', help: 'Only say what would be sent, and where to'},
} as const;

export const notify: Command = {
	name: 'notify',
	usage: '"%I" "%N" "%L" "%F" %C %Z "%G"',
	help: 'For qBittorrent’s “run external program on torrent finished”: tells qbtui serve, or leaves it a note',
	flags,
	...{offline: true, verbatim: {words: [1, 7, 12]}},
	run: async context => {
		const {runNotify} = await import('./notify-run.ts');
		return runNotify(context);
	},
};
