import {causes, type Hindrance} from '../qbit/doctor/causes.ts';
import type {Doctor} from '../qbit/doctor/doctor.ts';
import type {Config} from '../settings/config.ts';
import {glyphSet, wantsAscii} from '../terminal/glyphs.ts';
import {type Command, type ExitCode, exitCodes} from './command.ts';
import {saveBundle} from './doctor-bundle.ts';
import {checkLines, documentOf, verdictLines} from './doctor-print.ts';
import {createSpinner, type Spinner} from './doctor-spinner.ts';
import {UsageError} from './failure.ts';
import {json} from './print.ts';

const flags = {
	bundle: {type: 'string', help: 'Also write everything to this file, without secrets'},
	'send-password': {
		type: 'boolean',
		help: 'Send the password even if one more refusal may get this address banned',
	},
} as const;

const exitOf: Readonly<Record<Hindrance, ExitCode>> = {
	none: exitCodes.done,
	unreachable: exitCodes.unreachable,
	refused: exitCodes.refused,
	failed: exitCodes.failed,
};

export const doctor: Command = {
	name: 'doctor',
	usage: '[--bundle FILE]',
	help: 'Why can’t I log in: tries each step once, names the cause and what to do',
	flags,
	run: async context => {
		const {args, flags: given, config, json: asJson, out, openEngine} = context;
		if (args.length > 0) throw new UsageError('qbtui doctor takes no words, only flags.');
		const engine = await openEngine();
		const pens = {...out, glyphs: glyphSet({ascii: isAscii(config)})};
		const wish = {sendPassword: given['send-password'] === true};
		const draw = asJson ? () => {} : out.progress;
		const spinner = createSpinner(draw, {ascii: isAscii(config)}, context.now);
		const stop = asJson
			? () => {}
			: tellChecks(engine.doctor, spinner, text => out.write(text), pens);
		const diagnosis = await engine.doctor.run(wish).finally(() => {
			spinner.clear();
			stop();
		});
		const {verdict, checks} = diagnosis;
		if (!verdict) return exitCodes.failed;
		if (typeof given.bundle === 'string') {
			const path = await saveBundle(given.bundle, diagnosis, config, engine);
			if (!asJson) out.warn(`Written to ${path}`);
		}
		out.write(asJson ? json(documentOf(checks, verdict)) : verdictLines(diagnosis, pens));
		if (asJson && verdict.cause !== 'OK') out.warn(verdict.summary);
		return exitOf[causes[verdict.cause].hinders];
	},
};

const isAscii = (config: Config): boolean => config.ascii || wantsAscii(process.env);

/** Each rung as soon as it has been asked. */
const tellChecks = (
	{store}: Doctor,
	spinner: Spinner,
	write: (text: string) => void,
	pens: Parameters<typeof checkLines>[1],
): (() => void) => {
	let told = 0;
	let asking: string | undefined;
	return store.subscribe(() => {
		const {checks, asking: now} = store.get();
		for (const check of checks.slice(told)) {
			told++;
			// Fifteen lines of that would hide the one that matters; they are counted at the end.
			if (check.isBlocked) continue;
			spinner.clear();
			write(checkLines(check, pens));
		}
		if (now?.name === asking) return;
		asking = now?.name;
		if (now) spinner.show(now.title);
	});
};
