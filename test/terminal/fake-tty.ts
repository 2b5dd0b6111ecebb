import {EventEmitter} from 'node:events';
import tty from 'node:tty';
import type {Host, Leaving} from '../../source/terminal/endings.ts';
import {openScreen, type ScreenOptions} from '../../source/terminal/screen.ts';

/** A terminal, a process and what happened to them. */
export function createFakeTty(size = {columns: 60, rows: 10}) {
	const happened: string[] = [];
	const leavings: Leaving[] = [];
	const output = {...size, bytes: '', writes: 0, needsDrain: false, isGone: false};
	const events = {stdin: new EventEmitter(), stdout: new EventEmitter(), host: new EventEmitter()};
	const write = (bytes: string): boolean => {
		if (output.isGone) {
			throw new Error('EIO');
		}

		output.bytes += bytes;
		output.writes++;
		return !output.needsDrain;
	};

	const stdout: NodeJS.WriteStream = Object.create(tty.WriteStream.prototype, {
		...of({write, isTTY: true}),
		...emitting(events.stdout),
		columns: {get: () => output.columns},
		rows: {get: () => output.rows},
		writableNeedDrain: {get: () => output.needsDrain},
	});
	const stdin: NodeJS.ReadStream = Object.create(tty.ReadStream.prototype, {
		...of({setRawMode: (raw: boolean) => happened.push(`raw ${raw}`)}),
		...of({pause: () => happened.push('pause'), resume: () => happened.push('resume')}),
		...emitting(events.stdin),
	});
	const host: Host = Object.assign(events.host, {
		kill: (pid: number, signal: string) => happened.push(`kill ${pid} ${signal}`),
	});
	const open = (options: Partial<ScreenOptions> = {}) =>
		openScreen({
			stdin,
			stdout,
			stderr: {write: text => Boolean(happened.push(`stderr ${String(text).split('\n')[0]}`))},
			env: {TERM: 'xterm-256color'},
			host,
			leave: leaving => leavings.push(leaving),
			...options,
		});

	return {open, output, events, happened, leavings, taken: () => takeBytes(output)};
}

function takeBytes(output: {bytes: string}): string {
	const {bytes} = output;
	output.bytes = '';
	return bytes;
}

function of(properties: Readonly<Record<string, unknown>>): PropertyDescriptorMap {
	return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, {value}]));
}

function emitting(events: EventEmitter): PropertyDescriptorMap {
	return of({on: events.on.bind(events), off: events.off.bind(events)});
}
