import {Box, render, Text} from 'ink';
import type {ReactNode} from 'react';
import {expect, test} from 'vitest';
import {createFakeTty} from './fake-tty.ts';

function show(node: ReactNode) {
	const tty = createFakeTty();
	const screen = tty.open();
	tty.taken();
	const app = render(node, {
		stdout: screen.inkStdout,
		stdin: screen.inkStdin,
		debug: true,
		patchConsole: false,
		exitOnCtrlC: false,
	});
	return {...tty, screen, app};
}

test('Ink draws whole frames through the screen, and nothing else', async () => {
	const {app, taken, screen} = show(<Text>one</Text>);
	expect(taken()).toBe('one');
	app.rerender(<Text>two</Text>);
	expect(taken()).toBe('\rtwo');
	app.rerender(<Text>two</Text>);
	expect(taken()).toBe('');
	app.unmount();
	await app.waitUntilExit();
	screen.close();
	expect(taken()).not.toMatch(/one|two/);
});

test('what Ink writes besides frames is dropped, and answered', async () => {
	const {screen, taken} = show(<Text>one</Text>);
	taken();
	for (const own of ['\x1b[?25l', '\x1b[?2026h', '\x1b[?2004h', '\x1b[>1u', '']) {
		await new Promise<void>(resolve => {
			screen.inkStdout.write(own, () => resolve());
		});
	}

	expect(taken()).toBe('');
});

test('Ink sees the size of the screen', () => {
	const {screen, output, events} = show(<Text>x</Text>);
	expect([screen.inkStdout.columns, screen.inkStdout.rows]).toEqual([60, 10]);
	Object.assign(output, {columns: 20, rows: 5});
	let told = 0;
	screen.inkStdout.on('resize', () => told++);
	events.stdout.emit('resize');
	expect([screen.inkStdout.columns, screen.inkStdout.rows, told]).toEqual([20, 5, 1]);
});

test('a tree of boxes', () => {
	const {taken} = show(
		<Box width={20} borderStyle="single" justifyContent="space-between">
			<Text color="red">left</Text>
			<Text>right</Text>
		</Box>,
	);
	expect(taken()).toContain('left');
});
