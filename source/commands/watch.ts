import type {Command} from './command.ts';

const flags = {
	timeout: {type: 'string', help: 'Stop after this long, such as 90s, 30m or 2h, complete or not'},
} as const;

export const watch: Command = {
	name: 'watch',
	usage: '[FILTER]',
	help: 'Print a line whenever a torrent makes progress, until all are complete',
	examples: [["qbtui watch 'cat:films' --timeout 2h && echo all here", 'Until they are complete']],
	flags,
	run: async context => {
		const {runWatch} = await import('./watch-run.ts');
		return runWatch(context);
	},
};
