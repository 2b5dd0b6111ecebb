import {Box, Text} from 'ink';
import Spinner from 'ink-spinner';
import {type LoginForm, loginFields} from '../hooks/login-form.ts';
import {harmless} from '../terminal/harmless.ts';
import {cut, fit} from '../terminal/text.ts';
import type {Theme} from '../terminal/theme.ts';
import type {Size} from './model.ts';

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
	const key = (name: string, label: string): string => `${theme.paint('key', name)} ${label}`;
	return (
		<Box width={size.columns} height={size.rows} alignItems="center" justifyContent="center">
			<Box flexDirection="column" width={width} flexShrink={0}>
				<Text>{theme.paint('title', 'qbtui')}</Text>
				<Text>{theme.paint('muted', 'Which qBittorrent? Its Web UI must be switched on.')}</Text>
				<Text> </Text>
				{loginFields.map((field, i) => (
					<Text key={field.name}>{fieldLine(form, i, width, theme)}</Text>
				))}
				<Text> </Text>
				{form.busy ? (
					<Text>
						<Spinner /> Logging in
					</Text>
				) : (
					<Text>{theme.paint('bad', cut(harmless(form.problem ?? ''), width)) || ' '}</Text>
				)}
				{form.advice.map(line => (
					<Text key={line}>{theme.paint('muted', cut(harmless(line), width))}</Text>
				))}
				<Text> </Text>
				<Text>
					{[
						key('Enter', 'next, log in'),
						key('Tab', 'next'),
						key('^D', 'see the demo'),
						key('^C', 'quit'),
					].join('  ')}
				</Text>
				<Text>
					{theme.paint(
						'muted',
						cut(`Kept in ${harmless(configPath)}, for you alone to read.`, width),
					)}
				</Text>
			</Box>
		</Box>
	);
};

const labelWidth = 12;

const fieldLine = (form: LoginForm, index: number, width: number, theme: Theme): string => {
	const field = loginFields[index];
	if (!field) return '';
	const {text, caret} = form.lines[field.name];
	const isHere = index === form.at;
	const label = theme.paint(isHere ? 'accent' : 'label', fit(field.label, labelWidth));
	if (text === '' && !isHere) return label + theme.paint('placeholder', field.example);
	const shown = field.secret ? '•'.repeat([...text].length) : text;
	const at = field.secret ? [...text.slice(0, caret)].length : caret;
	return (
		label +
		(isHere
			? withCaret(shown, at, width - labelWidth, theme)
			: cut(harmless(shown), width - labelWidth))
	);
};

/** The end of a long text stays in sight: that is where one types. */
const withCaret = (text: string, caret: number, room: number, theme: Theme): string => {
	const from = Math.max(0, caret - room + 1);
	const under = [...text.slice(caret)][0] ?? ' ';
	return (
		harmless(text.slice(from, caret)) +
		theme.paint('current', harmless(under)) +
		cut(harmless(text.slice(caret + under.length)), Math.max(0, room - (caret - from) - 1))
	);
};
