import {Box, Text} from 'ink';
import Spinner from 'ink-spinner';
import {type LoginForm, loginFields} from '../hooks/login-form.ts';
import {harmless} from '../terminal/harmless.ts';
import {cut, fit} from '../terminal/text.ts';
import type {Theme} from '../terminal/theme.ts';
import type {Size} from './areas.ts';
import {drawTypedLine} from './form/typed-line.ts';
import {chooseLines, wrapWords} from './lines.ts';
import {joinSegments, type Segment} from './segments.ts';

/** The first run: where the server is and how to log in. Tested before it is kept. */
export const LoginScreen = ({
	form,
	configPath,
	size,
	theme,
}: {
	form: LoginForm;
	configPath: string;
	size: Size;
	theme: Theme;
}) => {
	const width = Math.min(size.columns, 72);
	const muted = (text: string, keep: number) =>
		wrapWords(harmless(text), width).map(line => ({text: theme.paint('muted', line), keep}));
	const lines: Array<{text: string; keep: number; busy?: boolean}> = [
		{text: theme.paint('title', 'qbtui'), keep: 7},
		...muted('Which qBittorrent? Its Web UI must be switched on.', 5),
		{text: ' ', keep: 9},
		...loginFields.map((_, i) => ({text: fieldLine(form, i, width, theme), keep: 1})),
		{text: ' ', keep: 9},
		...(form.busy
			? [{text: ' Logging in', keep: 2, busy: true}]
			: problemLines(form, width, theme)),
		{text: ' ', keep: 9},
		{text: joinSegments(hints(theme), width), keep: 3},
		...muted(`Kept in ${configPath}, for you alone to read.`, 6),
	];
	return (
		<Box width={size.columns} height={size.rows} alignItems="center" justifyContent="center">
			<Box flexDirection="column" width={width} flexShrink={0}>
				{chooseLines(lines, size.rows).map(({text, busy}, i) => (
					// biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
					<Text key={i}>
						{busy ? <Spinner /> : null}
						{text}
					</Text>
				))}
			</Box>
		</Box>
	);
};

const problemLines = ({problem, advice}: LoginForm, width: number, theme: Theme) => [
	...wrapWords(harmless(problem ?? ''), width).map(line => ({
		text: theme.paint('bad', line) || ' ',
		keep: 2,
	})),
	...advice.flatMap(line =>
		wrapWords(harmless(line), width).map(part => ({text: theme.paint('muted', part), keep: 4})),
	),
];

const hints = (theme: Theme): Segment[] =>
	[
		{key: 'Enter', label: 'next, log in', keep: 2},
		{key: 'Tab', label: 'next', keep: 4},
		{key: '^D', label: 'see the demo', keep: 3},
		{key: '^C', label: 'quit', keep: 1},
	].map(({key, label, keep}) => ({text: `${theme.paint('key', key)} ${label}`, keep}));

const labelWidth = 12;

const fieldLine = (form: LoginForm, index: number, width: number, theme: Theme): string => {
	const field = loginFields[index];
	if (!field) return '';
	const {text, caret} = form.lines[field.name];
	const isHere = index === form.at;
	const room = width - labelWidth;
	const label = theme.paint(isHere ? 'accent' : 'label', fit(field.label, labelWidth));
	if (text === '' && !isHere) return label + theme.paint('placeholder', cut(field.example, room));
	const shown = field.secret ? '•'.repeat([...text].length) : text;
	const at = field.secret ? [...text.slice(0, caret)].length : caret;
	return (
		label +
		(isHere ? drawTypedLine({text: shown, caret: at}, room, theme) : cut(harmless(shown), room))
	);
};
