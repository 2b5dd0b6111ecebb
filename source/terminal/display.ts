import type {WriteStream} from './ink-streams.ts';
import {synchronized} from './modes.ts';
import {createPainter, type Size} from './painter.ts';

/** The picture on the screen, whole again after each change of size. */
export function createDisplay(stdout: WriteStream) {
	const painter = createPainter();
	const listeners = new Set<() => void>();
	let size = sizeOf(stdout);
	let frame: readonly string[] = [];
	let isOn = false;

	const send = (bytes: string) => {
		if (isOn && bytes !== '') {
			attempt(() => stdout.write(bytes));
		}
	};

	const flush = () => {
		// A slow terminal gets the newest frame when it is ready, not all of them.
		if (isOn && !stdout.writableNeedDrain) {
			send(synchronized(painter.paint(frame, size)));
		}
	};

	const resized = () => {
		const next = sizeOf(stdout);
		painter.forget();
		if (next.columns !== size.columns || next.rows !== size.rows) {
			size = next;
			for (const listener of listeners) {
				listener();
			}
		}

		// Until the views have drawn for the new size, the last frame, cut.
		flush();
	};

	return {
		size: () => size,
		onResize: (listener: () => void) => {
			listeners.add(listener);
			return () => {
				listeners.delete(listener);
			};
		},
		draw: (next: string | readonly string[]) => {
			frame = typeof next === 'string' ? next.split('\n') : next;
			flush();
		},
		repaint: () => {
			painter.forget();
			flush();
		},
		/** Other bytes than a frame's; dropped while the display is off. */
		send,
		isOn: () => isOn,
		turnOn: (bytes: string) => {
			isOn = true;
			stdout.on('resize', resized);
			stdout.on('drain', flush);
			send(bytes);
			resized();
		},
		turnOff: (bytes: string) => {
			send(bytes);
			isOn = false;
			stdout.off('resize', resized);
			stdout.off('drain', flush);
		},
	};
}

/** `script` and some containers say 0 x 0. */
function sizeOf({columns, rows}: WriteStream): Size {
	return {columns: columns || 80, rows: rows || 24};
}

/** The terminal may be gone: then there is nothing to show. */
export function attempt(write: () => unknown): void {
	try {
		write();
	} catch {}
}
