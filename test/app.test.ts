import {expect, it} from 'vitest';
import {startApp} from '../source/app.tsx';
import {createEngine, type Engine} from '../source/engine.ts';
import {QbitError} from '../source/qbit/errors.ts';
import {resolveConfig} from '../source/settings/config.ts';
import {glyphSet} from '../source/terminal/glyphs.ts';
import {createTheme, type Theme} from '../source/terminal/theme.ts';
import {until} from './lab/until.ts';
import {createFakeServer} from './qbit/fake-fetch.ts';
import {createFakeTty} from './terminal/fake-tty.ts';

const config = resolveConfig({flags: {}, env: {}, dotenv: {}, file: undefined});

const engineOf = (name: string): Promise<Engine> => {
	const {fetch} = createFakeServer(path =>
		path.startsWith('sync') ? {body: {rid: 1, full_update: true}} : {body: 'v5.1.0'},
	);
	const unseen = async () => undefined;
	return createEngine(config, {
		...{url: new URL(`http://${name}:8080`), fetch, inodeAt: unseen, spaceAt: unseen},
	});
};

/** The program on a terminal of the test; what it has to log in to is up to the test. */
const start = (more: {theme?: Theme; logIn?: () => Promise<Engine>} = {}) => {
	const tty = createFakeTty({columns: 80, rows: 24});
	const screen = tty.open();
	const app = startApp({
		screen,
		theme: more.theme ?? createTheme({env: {}, isTTY: true, depth: 0}),
		glyphs: glyphSet({ascii: false}),
		config,
		configPath: '/home/me/config.json',
		engine: undefined,
		readSources: async () => [],
		files: {folder: async given => given, save: async (_, name) => name},
		keep: async () => undefined,
		keepViews: async change => change([]),
		keepPresets: async change => change([]),
		openDemo: () => engineOf('demo'),
		logIn: more.logIn ?? (() => engineOf('nas')),
		exit: () => {},
	});
	const press = (bytes: string) => tty.events.stdin.emit('data', Buffer.from(bytes));
	const shows = (text: string) => until(text, () => tty.output.bytes.includes(text));
	const end = async () => {
		app.close();
		screen.close();
		await app.engine()?.stop();
	};
	return {...tty, app, press, shows, end};
};

it('a view that fails is told on the main screen, and ends the program with 1', async () => {
	const paint = () => {
		throw new Error('a broken view');
	};
	const {happened, leavings, output} = start({theme: {depth: 0, paint}});
	await until('the end', () => leavings.length > 0);
	expect(leavings).toMatchObject([{code: 1}]);
	expect(happened.filter(line => line.startsWith('stderr'))).toEqual([
		'stderr Error: a broken view',
	]);
	expect(output.bytes).toMatch(/\x1b\[\?1049l/);
});

it('who goes to the demo while a login is tried is not thrown out when it fails', async () => {
	const {promise, reject} = Promise.withResolvers<Engine>();
	const {press, shows, leavings, app, end} = start({logIn: () => promise});
	press('\t\t\r');
	await shows('Logging in');
	press('\x04');
	await shows('No torrents yet.');
	reject(new QbitError('Unreachable', 'Nothing listens.'));
	await until('the demo to stay', () => app.engine()?.address === 'demo:8080');
	expect(leavings).toEqual([]);
	await end();
});

it('a login that is good too late is ended, and the demo stays', async () => {
	const {promise, resolve} = Promise.withResolvers<Engine>();
	const {press, shows, app, end} = start({logIn: () => promise});
	press('\t\t\r');
	await shows('Logging in');
	press('\x04');
	await shows('No torrents yet.');
	const late = await engineOf('late');
	let stopped = false;
	resolve({
		...late,
		stop: async () => {
			stopped = true;
			await late.stop();
		},
	});
	await until('the late one to be ended', () => stopped);
	expect(app.engine()?.address).toBe('demo:8080');
	await end();
});
