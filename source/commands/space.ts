import {type Command, exitCodes} from './command.ts';
import {UsageError} from './failure.ts';
import {json} from './print.ts';

const flags = {
	apply: {type: 'boolean', help: 'Run the plan, and wait until its moves are done'},
	'dry-run': {type: 'boolean', help: 'Only say what would be moved, as without --apply'},
} as const;

/** What it needs beyond the plan is loaded only when the plan is to be run. */
export const space: Command = {
	name: 'space',
	usage: '[--apply]',
	help: 'Free space, what would move, and why each torrent would or would not; --apply moves it',
	flags,
	run: async context => {
		const {args, flags: given, json: asJson, out} = context;
		if (args.length > 0) throw new UsageError('qbtui space takes no words, only flags.');
		if (given.apply === true && given['dry-run'] !== true) {
			const {applyPlan} = await import('./space-apply.ts');
			return applyPlan(context);
		}
		const [{look}, {planText}, {planDocument}] = await Promise.all([
			import('./space-look.ts'),
			import('./space-print.ts'),
			import('../space/plan/document.ts'),
		]);
		const {plan, torrents, unknown} = await look(context);
		if (unknown !== undefined) out.warn(unknown);
		out.write(asJson ? json(planDocument(plan)) : planText(plan, torrents, out.width));
		return exitCodes.done;
	},
};
