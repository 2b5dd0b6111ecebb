import type {Command} from './command.ts';

const flags = {
	apply: {type: 'boolean', help: 'restore: add back what is missing'},
	'dry-run': {type: 'boolean', help: 'restore: only say what would come back, as without --apply'},
} as const;

/** What it needs is loaded only when it is asked for. */
export const state: Command = {
	name: 'state',
	usage: 'list|show|diff|restore [FILE]',
	help: 'Snapshots: list them, look into one, compare it with now or another, put back what is missing',
	flags,
	offline: true,
	run: async context => {
		const {runState} = await import('./state-run.ts');
		return runState(context);
	},
};
