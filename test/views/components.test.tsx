import {cleanup, render} from 'ink-testing-library';
import {afterEach, describe, expect, it} from 'vitest';
import {createEngine} from '../../source/engine.ts';
import {menu} from '../../source/hooks/layers.ts';
import {emptyMaindata, nothingChanged} from '../../source/qbit/maindata.ts';
import {resolveConfig} from '../../source/settings/config.ts';
import {glyphSet} from '../../source/terminal/glyphs.ts';
import {createTheme} from '../../source/terminal/theme.ts';
import {type BodyMessage, BodyMessageView} from '../../source/views/body-message.tsx';
import {ConnectionPanel} from '../../source/views/connection-panel.tsx';
import {MenuView} from '../../source/views/menu.tsx';
import {until} from '../lab/until.ts';
import {createFakeServer} from '../qbit/fake-fetch.ts';

const theme = createTheme({env: {}, isTTY: true, depth: 0});
const glyphs = glyphSet({ascii: true});

afterEach(cleanup);

describe('what stands where the list would be', () => {
	const show = (message: BodyMessage) =>
		render(<BodyMessageView message={message} width={60} height={9} theme={theme} />);

	it('moves as long as something is under way', async () => {
		const {frames, lastFrame} = show({busy: true, title: 'Connecting to nas:8080', lines: []});
		await until(
			'three pictures of the spinner',
			() => new Set(frames).size,
			size => size >= 3,
		);
		expect(lastFrame()).toMatch(/^ +[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏] Connecting to nas:8080$/m);
	});

	it('is still otherwise, in the middle, and takes no orders from the server', () => {
		const {lastFrame} = show({title: 'It said \u001b[2Jno', lines: ['R tries again.']});
		const lines = (lastFrame() ?? '').split('\n');
		expect(lines.findIndex(line => line.includes('It said'))).toBeGreaterThan(2);
		expect(lastFrame()).toMatch(/^ +R tries again\.$/m);
		expect(lastFrame()).not.toContain('\u001b[2J');
	});
});

describe('a menu', () => {
	const run = () => undefined;
	const view = (labels: readonly string[]) => (
		<MenuView
			menu={menu(
				'Category',
				labels.map(label => ({label, run})),
			)}
			{...{width: 30, height: 5, theme, glyphs}}
		/>
	);

	it('has each item once, though a category may be called as an item of ours is', () => {
		const {rerender, lastFrame} = render(view(['(none)', '(none)', 'films']));
		rerender(view(['films', '(none)']));
		expect(lastFrame()?.match(/\w+/g)).toEqual(['films', 'none']);
	});
});

describe('what is known of the server', () => {
	const config = resolveConfig({flags: {}, env: {}, dotenv: {}, file: undefined});
	const history = {down: [0, 2 ** 20, 2 ** 21], up: [0, 0, 0]};
	const show = async (height: number) => {
		const unseen = async () => undefined;
		const engine = await createEngine(config, {
			...{url: new URL('http://nas:8080'), fetch: createFakeServer(() => ({body: ''})).fetch},
			...{inodeAt: unseen, spaceAt: unseen},
		});
		const mirrored = {
			...{maindata: emptyMaindata(), revision: 1, answeredAt: 0, change: nothingChanged},
			link: {state: 'live', latencyMs: 2} as const,
		};
		return render(
			<ConnectionPanel {...{engine, mirrored, width: 60, height, theme, history, glyphs}} />,
		).lastFrame();
	};

	it('is a table where there is room', async () => {
		expect(await show(20)).toMatch(/│ +Address +│ +nas:8080 +│/);
	});

	it('has the speeds as graphs where room is left', async () => {
		const plain = (await show(11))?.split('\n').map(line => line.trimEnd());
		expect(plain?.slice(-6)).toEqual([
			'   Down 2.0M/s now, 2.0M/s at most',
			expect.stringMatching(/^ {50,} #$/),
			expect.stringMatching(/^ {50,}##$/),
			'   Up 0 now, 0 at most',
			...['', ''],
		]);
	});

	it('is plain lines, as many as fit, where there is none', async () => {
		expect((await show(4))?.split('\n')).toEqual([
			expect.stringMatching(/^ {3}Address +nas:8080$/),
			expect.stringMatching(/^ {3}Connection +live$/),
			expect.stringMatching(/^ {3}Last answer +\d\d:\d\d/),
			expect.stringMatching(/^ {3}Logins +0$/),
		]);
	});
});
