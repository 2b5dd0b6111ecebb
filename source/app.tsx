import {Box, render, Text} from 'ink';
import {useSyncExternalStore} from 'react';
import type {Engine} from './engine.ts';
import {type LoginForm, pressInForm, refuse, startForm} from './hooks/login-form.ts';
import {useStore} from './hooks/use-store.ts';
import {AdvisedError} from './qbit/advised-error.ts';
import {messageOf} from './qbit/message.ts';
import {createStore, type Store} from './qbit/store.ts';
import type {Config} from './settings/config.ts';
import type {Glyphs} from './terminal/glyphs.ts';
import type {KeyEvent} from './terminal/keys.ts';
import type {Screen} from './terminal/screen.ts';
import type {Theme} from './terminal/theme.ts';
import {LoginScreen} from './views/login.tsx';
import {MainScreen} from './views/main-screen.tsx';
import {createModel, type Model} from './views/model.ts';
import type {Scene} from './views/scene.ts';

/** What is on the screen: the form for the login, or the torrents of a server. */
type Stage =
	/** Esc goes back to `model`, where there is one. */
	{kind: 'login'; form: LoginForm; model: Model | undefined} | {kind: 'main'; model: Model};

export type AppOptions = {
	screen: Screen;
	theme: Theme;
	glyphs: Glyphs;
	config: Config;
	/** Where the form's answers are kept. */
	configPath: string;
	/** undefined on the first run: nothing is set yet. */
	engine: Engine | undefined;
	/** What texts stand for that are to be added: links, and files of this machine. */
	readSources: Scene['readSources'];
	files: Scene['files'];
	keep: Scene['keep'];
	/** Changes the saved views in the config file. */
	keepViews: Scene['keepViews'];
	keepPresets: Scene['keepPresets'];
	openDemo: () => Promise<Engine>;
	/** Tests what was typed; keeps it and gives the engine, or throws why not. */
	logIn: (form: LoginForm, warn: (text: string) => void) => Promise<Engine>;
	/** Called once, when the user has had enough. */
	exit: () => void;
};

/** Smaller than this, nothing can be read. */
const leastSize = {columns: 40, rows: 10};

/** Shows the program on a screen; returns what is running, and how to end it. */
export const startApp = (
	options: AppOptions,
): {engine: () => Engine | undefined; close: () => void} => {
	const {screen, config} = options;
	const firstForm = (): LoginForm =>
		startForm({
			...(config.url ? {url: config.url.href} : {}),
			...(config.username === undefined ? {} : {username: config.username}),
		});

	const enter = (engine: Engine): Extract<Stage, {kind: 'main'}> => {
		screen.title(`qbtui ${engine.address}`);
		engine.mirror.watch();
		engine.start();
		engine.orchestrator.start();
		return {
			kind: 'main',
			model: createModel({...options, engine, size: () => screen.size, doors, now: Date.now}),
		};
	};

	const doors = {
		quit: options.exit,
		readSources: options.readSources,
		files: options.files,
		keep: options.keep,
		keepViews: options.keepViews,
		keepPresets: options.keepPresets,
		copy: screen.copy,
		suspend: screen.suspend,
		repaint: screen.repaint,
		changeServer: () => {
			stage.set({kind: 'login', form: firstForm(), model: stage.get().model});
		},
	};

	const stage: Store<Stage> = createStore<Stage>(
		options.engine ? enter(options.engine) : {kind: 'login', form: firstForm(), model: undefined},
	);

	/** Who goes on, back or to the demo does not wait for the attempt before. */
	let attempts = 0;

	/** From the form to the torrents of another server. */
	const change = async (open: (warn: (text: string) => void) => Promise<Engine>): Promise<void> => {
		const attempt = ++attempts;
		let warning: string | undefined;
		try {
			const engine = await open(text => {
				warning = text;
			});
			if (attempt !== attempts) return await engine.stop();
			await stage.get().model?.engine.stop();
			const next = enter(engine);
			stage.set(next);
			if (warning !== undefined) next.model.warn(warning);
		} catch (error) {
			const now = stage.get();
			if (attempt !== attempts || now.kind !== 'login') return;
			stage.set({...now, form: refuse(now.form, ...reasonOf(error))});
		}
	};

	const pressInLogin = (now: Extract<Stage, {kind: 'login'}>, event: KeyEvent): void => {
		const key = event.type === 'key' ? event.name : '';
		if (key === 'ctrl+c') return options.exit();
		if (key === 'ctrl+d') return void change(options.openDemo);
		if (key === 'escape' && now.model) {
			attempts++;
			return stage.set({kind: 'main', model: now.model});
		}
		const {form, submit} = pressInForm(now.form, event);
		stage.set({...now, form});
		if (submit) void change(warn => options.logIn(form, warn));
	};

	screen.onKey(event => {
		const now = stage.get();
		if (now.kind === 'login') pressInLogin(now, event);
		else now.model.press(event);
	});

	const ink = render(<Root {...options} stage={stage} />, {
		stdout: screen.inkStdout,
		stdin: screen.inkStdin,
		debug: true,
		patchConsole: false,
		exitOnCtrlC: false,
	});
	// A view that throws would be painted where nobody sees it: it is told on the main screen.
	ink.waitUntilExit().catch(screen.fail);
	return {engine: () => stage.get().model?.engine, close: ink.unmount};
};

const reasonOf = (error: unknown): [problem: string, advice: readonly string[]] => {
	return [messageOf(error), error instanceof AdvisedError ? error.advice : []];
};

const Root = ({
	screen,
	stage: store,
	theme,
	glyphs,
	configPath,
}: AppOptions & {stage: Store<Stage>}) => {
	const stage = useStore(store);
	const size = useSyncExternalStore(screen.onResize, () => screen.size);
	if (size.columns < leastSize.columns || size.rows < leastSize.rows) {
		return (
			<Box width={size.columns} height={size.rows}>
				<Text wrap="truncate">{`qbtui needs ${leastSize.columns}x${leastSize.rows}`}</Text>
			</Box>
		);
	}
	return stage.kind === 'login' ? (
		<LoginScreen form={stage.form} configPath={configPath} size={size} theme={theme} />
	) : (
		<MainScreen model={stage.model} size={size} theme={theme} glyphs={glyphs} />
	);
};
