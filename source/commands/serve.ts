import type {Command} from './command.ts';
import {UsageError} from './failure.ts';

/** All that it needs is loaded only when it is asked for. */
export const serve: Command = {
	name: 'serve',
	usage: '',
	help: 'Run without a screen: move what is complete and answer over HTTP; for systemd, Docker or a NAS',
	run: async context => {
		if (context.args.length > 0) throw new UsageError('qbtui serve takes no words, only flags.');
		const {runServe} = await import('../serve/run-serve.ts');
		return runServe(context);
	},
};
