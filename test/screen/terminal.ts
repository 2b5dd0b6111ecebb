import {awaitExit, deviceOf, spawnInPty} from './child.ts';
import {createEmulator} from './emulator.ts';
import {readLineModes} from './modes.ts';
import {createRecorder} from './recorder.ts';
import type {Exit, Terminal, TerminalOptions} from './types.ts';
import {createTyping} from './typing.ts';
import {createBell, describe, frame, isThere, type Sought, waitFor} from './waiting.ts';

/** Starts a program in a pty of its own, with a terminal emulator at the other end. */
export const openTerminal = (options: TerminalOptions): Terminal => {
	const pty = spawnInPty(options);
	const emulator = createEmulator(pty.cols, pty.rows);
	const recorder = createRecorder();
	const bell = createBell();
	let end: Exit | undefined;
	let unpainted = 0;

	const show = async (data: string) => {
		unpainted += 1;
		recorder.add(data);
		await emulator.write(data);
		unpainted -= 1;
		bell.ring();
	};
	pty.onData(show);
	emulator.onReply(data => pty.write(data));
	const exited = awaitExit(pty).then(exit => {
		end = exit;
		bell.ring();
		return exit;
	});

	const complain = (what: string, sought: Sought) =>
		new Error(`${what} ${describe(sought)}. The screen:\n${frame(emulator.screen())}`);
	const look = (sought: Sought) => () => {
		// Half a frame is nothing that a user ever sees.
		if (unpainted > 0 || (!end && emulator.modes().synchronized)) return false;
		if (isThere(sought, emulator.screen())) return true;
		if (end) throw complain(`The program ended (${end.signal ?? end.code}) without`, sought);
		return false;
	};

	return {
		...emulator,
		...createTyping(data => pty.write(data), recorder),
		mark: recorder.mark,
		bytes: recorder.bytes,
		raw: recorder.raw,
		until: (sought, {timeout = 60_000} = {}) =>
			waitFor(bell, look(sought), timeout, () => complain(`${timeout} ms without`, sought)),
		lineModes: () => readLineModes(deviceOf(pty.pid)),
		resize(columns, rows) {
			emulator.resize(columns, rows);
			pty.resize(columns, rows);
		},
		signal: name => void process.kill(pty.pid, name),
		exited,
		pid: pty.pid,
		async close() {
			if (!end) pty.kill('SIGKILL');
			await exited;
			emulator.dispose();
		},
	};
};
