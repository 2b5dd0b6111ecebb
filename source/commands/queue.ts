import type {Command} from './command.ts';

const flags = {
	'dry-run': {type: 'boolean', help: 'Only say what would be done, and whether it can be'},
} as const;

/** What it needs is loaded only when it is asked for: the store is a database. */
export const queue: Command = {
	name: 'queue',
	offline: true,
	usage: '[retry|cancel|release|clear|pause|resume] [ID]',
	help: 'The jobs that move completed torrents, and what you can do with them',
	flags,
	run: async context => {
		const {runQueue} = await import('./queue-run.ts');
		return runQueue(context);
	},
};
