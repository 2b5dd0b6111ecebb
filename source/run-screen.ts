import {readSources} from './commands/add-sources.ts';
import {type ExitCode, exitCodes} from './commands/command.ts';
import {createEngine, type Engine} from './engine.ts';
import {explainLogin} from './explain-login.ts';
import type {LoginForm} from './hooks/login-form.ts';
import {keepNurserySmall} from './nursery.ts';
import {messageOf} from './qbit/message.ts';
import {files} from './save-files.ts';
import {type Config, ConfigError} from './settings/config.ts';
import {changeSetting, type Loaded, saveAnswers} from './settings/load-config.ts';
import {viewsAsSetting} from './settings/setting-shapes.ts';
import {settings} from './settings/settings.ts';
import type {ColorDepth} from './terminal/color-depth.ts';
import {glyphSet, wantsAscii} from './terminal/glyphs.ts';
import {dieOfHangUp} from './terminal/hang-up.ts';
import {type Leaving, openScreen, type Screen} from './terminal/screen.ts';
import {createTheme} from './terminal/theme.ts';
import {type ChangePresets, presetsAsSetting} from './views/create/presets.ts';
import type {ChangeViews} from './views/live-views.ts';

/** Shows the screen until the user or the system ends it. Resolves with the exit code. */
export const runScreen = async (options: {
	loaded: Loaded;
	isDemo: boolean;
	openDemo: () => Promise<Engine>;
	profile: string | undefined;
}): Promise<ExitCode> => {
	const {loaded, isDemo, openDemo, profile} = options;
	const {config} = loaded;
	// Before the screen is taken over, so that what is wrong in the settings is told in plain text.
	const engine = isDemo ? await openDemo() : config.url ? await createEngine(config) : undefined;
	// While the server works on the login and the list, the screen is loaded. Watched from the start:
	// who begins to watch later asks at once, and would send a refused password a second time.
	engine?.mirror.watch();
	engine?.start();
	const [{startApp}, {screenProblem}] = await Promise.all([
		import('./app.tsx'),
		import('./settings/screen-settings.ts'),
	]);
	const problem = screenProblem(config);
	if (problem !== undefined) {
		await engine?.stop();
		throw new ConfigError(problem);
	}
	const {promise: ended, resolve: end} = Promise.withResolvers<Leaving>();
	const ascii = config.ascii || wantsAscii(process.env);
	const screen = openScreen({
		stdin: process.stdin,
		stdout: process.stdout,
		env: process.env,
		mouse: config.mouse,
		ascii,
		leave: end,
	});
	const app = guard(screen, () =>
		startApp({
			screen,
			theme: createTheme({env: process.env, isTTY: true, depth: depthOf(config)}),
			glyphs: glyphSet({ascii}),
			config,
			configPath: loaded.path,
			engine,
			files,
			keep: (name, value) => keepSetting(loaded, name, value),
			keepViews: change => changeViews(loaded, change),
			keepPresets: change => changePresets(loaded, change),
			readSources: texts => readSources(texts, async () => ''),
			openDemo,
			logIn: (form, warn) => logIn(form, loaded, profile, warn),
			exit: () => end({code: exitCodes.done}),
		}),
	);
	keepNurserySmall();
	const {code, lost = false} = await ended;
	app?.close();
	screen.close();
	await (app?.engine() ?? engine)?.stop();
	if (lost) dieOfHangUp();
	return process.exit(code);
};

const depths: Readonly<Record<Exclude<Config['colors'], 'auto'>, ColorDepth>> = {
	none: 0,
	16: 4,
	256: 8,
	true: 24,
};

/** What the settings say, unless there is to be no colour at all. */
const depthOf = ({colors}: Config): ColorDepth | undefined =>
	colors === 'auto' || process.env.NO_COLOR ? undefined : depths[colors];

/** What goes wrong at the start is told on the main screen, not painted where nobody sees it. */
const guard = <Result>(screen: Screen, start: () => Result): Result | undefined => {
	try {
		return start();
	} catch (error) {
		screen.fail(error);
		return undefined;
	}
};

/** Tries what was typed; keeps it when it works. */
const logIn = async (
	form: LoginForm,
	loaded: Loaded,
	profile: string | undefined,
	warn: (text: string) => void,
): Promise<Engine> => {
	const answers = answersOf(form);
	const engine = await createEngine(loaded.withAnswers(answers));
	try {
		await engine.client.identify();
	} catch (error) {
		const explained = await explainLogin(engine, error);
		await engine.stop();
		throw explained;
	}
	// Who can log in is let in, though it has to be typed again the next time.
	await saveAnswers(loaded.path, profile, answers, replaced).catch(error =>
		warn(`Logged in, but this is not kept: ${messageOf(error)}`),
	);
	return engine;
};

/** Into the config file; says so when something else will go before it the next time. */
const keepSetting = async (
	{path, config}: Loaded,
	name: 'columns',
	value: readonly string[],
): Promise<string | undefined> => {
	await saveAnswers(path, config.profile, {[name]: value}, []);
	const given = config.givenAs(settings[name]);
	const isInFile = given === name || given.endsWith(path);
	return isInFile ? undefined : `But ${given} goes before the config file the next time.`;
};

/** What stands in the file now is changed: another qbtui may have kept views, too. */
const changeViews: (loaded: Loaded, change: Parameters<ChangeViews>[0]) => ReturnType<ChangeViews> =
	async ({path, config}, change) => {
		let views: Awaited<ReturnType<ChangeViews>> = [];
		await changeSetting(path, config.profile, settings.views.name, given => {
			views = change(given === undefined ? [] : settings.views.parse(given));
			return viewsAsSetting(views);
		});
		return views;
	};

/** The same of the presets for making torrents. */
const changePresets = async (
	{path, config}: Loaded,
	change: Parameters<ChangePresets>[0],
): ReturnType<ChangePresets> => {
	let presets: Awaited<ReturnType<ChangePresets>> = [];
	const {name, parse} = settings.createPresets;
	await changeSetting(path, config.profile, name, given => {
		presets = change(given === undefined ? [] : parse(given));
		return presetsAsSetting(presets);
	});
	return presets;
};

const answersOf = ({lines}: LoginForm): Record<string, string> => {
	const url = lines.url.text.trim();
	if (lines.apiKey.text !== '') return {url, api_key: lines.apiKey.text};
	const username = lines.username.text.trim();
	if (username === '') return {url};
	return {url, username, password: lines.password.text};
};

/** What an older answer may have left, and would now contradict. */
const replaced = [
	'host',
	'port',
	'username',
	'password',
	'password_file',
	'password_command',
	'api_key',
	'api_key_file',
];
