import {inAscii} from './glyphs.ts';
import type {WriteStream} from './ink-streams.ts';
import {synchronized} from './modes.ts';
import {type Outlet, openOutlet} from './outlet.ts';
import {createPace} from './pace.ts';
import {createPainter, type Size} from './painter.ts';

/** ms. A terminal that takes nothing is left as it is: it may be gone. */
const leavePatience = 1000;

/** The picture on the screen, whole again after each change of size. */
export function createDisplay(
	stdout: WriteStream,
	ticks: () => number,
	{ascii = false}: {ascii?: boolean} = {},
) {
	const painter = createPainter();
	const pace = createPace(ticks);
	const listeners = new Set<() => void>();
	let size = sizeOf(stdout);
	let frame: readonly string[] = [];
	let outlet: Outlet | undefined;
	let timer: NodeJS.Timeout | undefined;

	const send = (bytes: string) => {
		if (bytes !== '') {
			outlet?.write(bytes);
		}
	};

	const flush = () => {
		// A slow terminal gets the newest frame when it is ready, not all of them.
		if (!outlet || outlet.isBehind()) {
			return;
		}

		clearTimeout(timer);
		const wait = pace.wait();
		if (wait > 0) {
			timer = setTimeout(flush, wait);
			return;
		}

		const bytes = synchronized(painter.paint(frame, size));
		send(bytes + pace.sent(bytes.length));
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
			const lines = typeof next === 'string' ? next.split('\n') : next;
			frame = ascii ? lines.map(inAscii) : lines;
			flush();
		},
		repaint: () => {
			painter.forget();
			flush();
		},
		/** The terminal has come as far as where it was asked. */
		answered: () => {
			pace.answered();
			flush();
		},
		/** Other bytes than a frame's; dropped while the display is off. */
		send,
		isOn: () => outlet !== undefined,
		turnOn: (bytes: string) => {
			outlet = openOutlet(stdout, flush);
			stdout.on('resize', resized);
			send(bytes);
			resized();
		},
		/** Returns how many answers the terminal owes. */
		turnOff: (bytes: string): number => {
			clearTimeout(timer);
			const owed = pace.owed();
			pace.forget();
			send(bytes);
			outlet?.close(leavePatience);
			outlet = undefined;
			stdout.off('resize', resized);
			return owed;
		},
	};
}

/** `script` and some containers say 0 x 0. */
function sizeOf({columns, rows}: WriteStream): Size {
	return {columns: columns || 80, rows: rows || 24};
}
