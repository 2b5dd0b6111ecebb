import {once} from 'node:events';
import {constants} from 'node:os';
import {text} from 'node:stream/consumers';
import packageJson from '../package.json' with {type: 'json'};
import type {Arguments} from './arguments.ts';
import {type ExitCode, exitCodes, type Output} from './commands/command.ts';
import {commands} from './commands/commands.ts';
import {failureOf, nothingSet, UsageError} from './commands/failure.ts';
import {helpDocument, helpText} from './commands/help.ts';
import {list} from './commands/list.ts';
import {didYouMean} from './commands/nearest.ts';
import {json} from './commands/print.ts';
import {createProgress} from './commands/progress.ts';
import {saveState} from './commands/save-state.ts';
import {createEngine, type Engine} from './engine.ts';
import {keepNurserySmall} from './nursery.ts';
import {testedServers} from './qbit/tested-servers.ts';
import {type Loaded, loadConfig} from './settings/load-config.ts';
import {wantsAscii} from './terminal/glyphs.ts';
import {dieOfHangUp} from './terminal/hang-up.ts';
import {harmless} from './terminal/harmless.ts';
import {createTheme} from './terminal/theme.ts';

/** Most often there are none, and nothing need be loaded to know that. */
const readArguments = async (argv: readonly string[]): Promise<Arguments> =>
	argv.length === 0
		? {input: [], flags: {}}
		: (await import('./arguments.ts')).parseArguments(argv);

const main = async (argv: readonly string[]): Promise<ExitCode> => {
	const {input, flags} = await readArguments(argv);
	const isJson = flags.json === true;
	if (flags.version) return print(isJson ? json(versionDocument) : versionText);
	const [first, ...rest] = input;
	// `qbtui help list` asks for what `qbtui list --help` does.
	const asksHelp = flags.help === true || first === 'help';
	const [name, ...args] = first === 'help' ? rest : input;
	const saves = flags['save-state'] !== undefined;
	const command = saves ? saveState : commands.find(row => row.name === name);
	if (flags['with-torrents'] === true && !saves) {
		throw new UsageError('--with-torrents goes with --save-state only.');
	}
	if (name !== undefined && !command) {
		throw new UsageError(`qbtui has no command "${name}".`, [
			...didYouMean(
				name,
				commands.map(row => row.name),
			),
			'qbtui --help shows what there is.',
		]);
	}
	if (asksHelp) {
		return print(isJson ? json(helpDocument(command)) : helpText(command, stdout().width));
	}
	const loaded = await loadConfig(flags, process.env);
	for (const warning of loaded.warnings) process.stderr.write(`qbtui: ${warning}\n`);
	const isDemo = flags.demo === true;
	const isDumb = process.env.TERM === 'dumb';
	const wantsScreen = !command && hasTerminal() && !isJson;
	if (wantsScreen && !isDumb) {
		const {runScreen} = await import('./run-screen.ts');
		return runScreen({loaded, isDemo, openDemo, profile: loaded.config.profile});
	}
	if (!loaded.config.url && !isDemo && !command?.offline) throw nothingSet();
	if (wantsScreen) stdout().warn(...cannotDraw);
	return runOnce(command ?? list, saves ? input : args, flags, loaded, isDemo);
};

const hasTerminal = (): boolean => process.stdin.isTTY === true && process.stdout.isTTY === true;

/** Of TERM=dumb, as in the shells of editors: nothing can be drawn there. */
const cannotDraw = [
	'Nothing can be drawn on this terminal (TERM=dumb): the list is printed once.',
	['If it can be drawn on after all, TERM=xterm-256color qbtui opens the screen.'],
] as const;

const versionText = `qbtui ${packageJson.version}\nTested on qBittorrent ${testedServers.join(', ')}.\n`;

const versionDocument = {version: packageJson.version, tested_on: testedServers};

const runOnce = async (
	command: (typeof commands)[number],
	args: readonly string[],
	flags: Arguments['flags'],
	{config}: Loaded,
	isDemo: boolean,
): Promise<ExitCode> => {
	let engine: Engine | undefined;
	try {
		return await command.run({
			args,
			flags,
			config,
			json: flags.json === true,
			out: stdout(),
			openEngine: async () => {
				keepNurserySmall();
				engine = isDemo ? await openDemo() : await createEngine(config);
				logOutWhenEnded(engine);
				return engine;
			},
			now: Date.now,
			readInput: () => text(process.stdin),
			interrupted: hearInterrupts,
			ascii: config.ascii || wantsAscii(process.env),
		});
	} finally {
		await engine?.stop();
	}
};

let interruption: AbortSignal | undefined;
/** The terminal is gone. */
let isHungUp = false;

const leave = (code: number): never => {
	if (isHungUp) dieOfHangUp();
	return process.exit(code);
};

const hearInterrupts = (): AbortSignal => {
	if (interruption) return interruption;
	const ending = new AbortController();
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.once(signal, () => {
			isHungUp ||= signal === 'SIGHUP';
			ending.abort();
		});
	}
	interruption = ending.signal;
	return interruption;
};

/** Sessions are few: what is ended from outside logs out, too. A second time ends it at once. */
const logOutWhenEnded = (engine: Engine): void => {
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.once(signal, () => {
			// Who hears of it puts things in order, and ends by itself.
			if (interruption) return;
			isHungUp = signal === 'SIGHUP';
			engine.stop().finally(() => leave(128 + constants.signals[signal]));
		});
	}
};

const openDemo = async (): Promise<Engine> => {
	const {openDemoEngine} = await import('./demo-engine.ts');
	return openDemoEngine();
};

const stdout = (): Output => ({
	write: writeOut,
	writeParts,
	writeBytes: bytes => void process.stdout.write(bytes),
	warn: (text, advice = []) => {
		process.stderr.write(`qbtui: ${harmless(text)}\n`);
		for (const line of advice) process.stderr.write(`  ${harmless(line)}\n`);
	},
	progress: createProgress(process.stderr),
	isRead: () => isRead,
	width: process.stdout.isTTY ? process.stdout.columns || 80 : undefined,
	theme: createTheme({env: process.env, isTTY: process.stdout.isTTY === true}),
});

/**
 * In two pieces: on a full disk Node takes the first for written though a part of it is missing, and
 * only the next one fails.
 */
const writeOut = (text: string): void => {
	process.stdout.write(text.slice(0, -1));
	process.stdout.write(text.slice(-1));
};

const pieceLength = 65_536;

const writeParts: Output['writeParts'] = async parts => {
	let waiting = '';
	for (const part of parts) {
		waiting += part;
		if (waiting.length < pieceLength) continue;
		const isTaken = process.stdout.write(waiting);
		waiting = '';
		// What goes wrong is told below.
		if (!isTaken) await once(process.stdout, 'drain').catch(() => undefined);
		if (!isRead || outputFailed) return;
	}
	writeOut(waiting);
};

const print = (text: string): ExitCode => {
	writeOut(text);
	return exitCodes.done;
};

const fail = (error: unknown, argv: readonly string[]): ExitCode => {
	const command = argv.find(word => commands.some(({name}) => name === word));
	const {code, message, advice, exit} = failureOf(error, command);
	const asJson = argv.includes('--json');
	if (asJson) writeOut(json({error: {code, message, advice}}));
	stdout().warn(message, asJson ? [] : advice);
	return exit;
};

/** Whoever reads may have had enough (`qbtui list | head`): the logout is still to come. */
let isRead = true;
let outputFailed = false;
process.stdout.on('error', error => {
	if ('code' in error && error.code === 'EPIPE') isRead = false;
	if (!isRead || outputFailed) return;
	outputFailed = true;
	process.stderr.write(`qbtui: the output can’t be written: ${error.message}\n`);
});

// With the terminal gone there is nobody to tell; what is to be put in order still is.
process.stderr.on('error', () => {});

const argv = process.argv.slice(2);
const exitCode = await main(argv).catch(error => fail(error, argv));
// A turn later: what went wrong with the output is told after its callback.
process.stdout.write('', () =>
	setImmediate(() => leave(outputFailed ? exitCodes.failed : exitCode)),
);
