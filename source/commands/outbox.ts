import type {Command} from './command.ts';

const flags = {
	'dry-run': {type: 'boolean', help: 'Only say what would be sent, or dropped'},
} as const;

/** What it needs is loaded only when it is asked for. */
export const outbox: Command = {
	name: 'outbox',
	usage: '[list|send|export|drop] [ID]',
	help: 'What could not be added because the Web UI could not be used: list it, send it now, print it as links, drop it',
	flags,
	offline: true,
	run: async context => {
		const {runOutbox} = await import('./outbox-run.ts');
		return runOutbox(context);
	},
};
