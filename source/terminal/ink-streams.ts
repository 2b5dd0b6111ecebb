import {EventEmitter} from 'node:events';

export type ReadStream = NodeJS.ReadStream;
export type WriteStream = NodeJS.WriteStream;

export type InkStdout = {
	/** For `render(…, {stdout, debug: true})`: with `debug`, each write is one whole frame. */
	stdout: WriteStream;
	resized: () => void;
};

// Ink hides the cursor and asks for modes on its own account; the screen does that already.
const ownControls = /\x1b\[[?<>=]/;

function isFrame(text: string): boolean {
	return text !== '' && text !== '\n' && !ownControls.test(text);
}

/** Something Ink takes for a terminal; its frames go to `draw`. */
export function createInkStdout(
	real: WriteStream,
	size: () => {columns: number; rows: number},
	draw: (frame: string) => void,
): InkStdout {
	const events = new EventEmitter();
	events.setMaxListeners(0);
	const write = (text: string, ...rest: unknown[]): boolean => {
		if (isFrame(text)) {
			draw(text);
		}

		const done = rest.find(item => typeof item === 'function');
		queueMicrotask(() => done?.());
		return true;
	};

	const stdout: WriteStream = Object.create(real, {
		...values({isTTY: true, destroyed: false, writable: true, writableEnded: false, write}),
		columns: {get: () => size().columns},
		rows: {get: () => size().rows},
		...listening(events),
	});
	return {stdout, resized: () => events.emit('resize')};
}

/** A terminal's input on which nothing is ever typed: keys come from the screen. */
export function createInkStdin(real: ReadStream): ReadStream {
	const same = () => stdin;
	const stdin: ReadStream = Object.create(real, {
		...values({isTTY: true, isRaw: true, read: () => null}),
		...values({setRawMode: same, setEncoding: same, ref: same, unref: same}),
		...values({pause: same, resume: same, unshift: same}),
		...listening(new EventEmitter()),
	});
	return stdin;
}

function values(properties: Readonly<Record<string, unknown>>): PropertyDescriptorMap {
	return Object.fromEntries(
		Object.entries(properties).map(([name, value]) => [name, {value, writable: true}]),
	);
}

function listening(events: EventEmitter): PropertyDescriptorMap {
	return values({
		on: events.on.bind(events),
		once: events.once.bind(events),
		off: events.off.bind(events),
		addListener: events.on.bind(events),
		removeListener: events.off.bind(events),
		listenerCount: events.listenerCount.bind(events),
		emit: events.emit.bind(events),
	});
}
