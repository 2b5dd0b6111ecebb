import packageJson from '../package.json' with {type: 'json'};
import {commands} from '../source/commands/commands.ts';
import {saveState} from '../source/commands/save-state.ts';
import {type FlagRow, flagRows} from '../source/flags.ts';
import {envNames} from '../source/settings/config.ts';
import {type Setting, settings} from '../source/settings/settings.ts';
import {keyName} from '../source/views/keys/key-name.ts';
import {keysByPlace} from './tables.ts';

/** Text for roff: a line must not begin with a dot, and a minus is one that can be copied. */
const plain = (text: string): string =>
	text
		.replaceAll('\\', '\\e')
		.replaceAll('-', '\\-')
		.replace(/^([.'])/, '\\&$1');

const bold = (text: string): string => `\\fB${plain(text)}\\fR`;

const entry = (term: string, ...lines: string[]): string => ['.TP', term, ...lines].join('\n');

const flagEntry = ([name, {type, help}]: readonly [string, FlagRow]): string =>
	entry(bold(`--${name}`) + (type === 'string' ? ' \\fI…\\fR' : ''), plain(help));

const settingEntry = (row: Setting<unknown>): string =>
	entry(
		bold(row.name),
		plain(row.help),
		'.br',
		`Environment: ${envNames(row).map(plain).join(', ')}`,
	);

const commandSection = ({name, usage, help, flags = {}}: (typeof commands)[number]): string =>
	[
		entry(`${bold(`qbtui ${name}`)} ${plain(usage)}`.trimEnd(), plain(help)),
		...(Object.keys(flags).length > 0
			? ['.RS', ...Object.entries(flags).map(flagEntry), '.RE']
			: []),
	].join('\n');

const keySection = (): string =>
	[...keysByPlace()]
		.map(([place, rows]) =>
			[
				`.SS ${plain(place)}`,
				...rows.map(row =>
					entry(row.keys.map(key => bold(keyName(key))).join(', '), plain(row.label)),
				),
			].join('\n'),
		)
		.join('\n');

/** The manual page, whole, from the program's own tables. */
export const manualPage = (): string => `.\\" Made by npm run docs; changes are lost.
.TH QBTUI 1 "" "qbtui ${packageJson.version}"
.SH NAME
qbtui \\- ${plain(packageJson.description)}
.SH SYNOPSIS
.B qbtui
[\\fIflags\\fR] [\\fIcommand\\fR]
.SH DESCRIPTION
Without a command it is the screen: a live list of torrents, with all that can be done to them, and what follows a download: moving what is complete from a small fast disk to a large one, tags by place, free space. Without a terminal it prints the list once.
.SH COMMANDS
${[saveState, ...commands].map(commandSection).join('\n')}
.SH OPTIONS
${[...flagRows].map(flagEntry).join('\n')}
.SH KEYS
${keySection()}
.SH SETTINGS
Strongest first: flags, environment, .env in the working folder, config file, defaults.
${Object.values(settings).map(settingEntry).join('\n')}
.SH FILES
.TP
.I ~/.config/qbtui/config.json
The settings; XDG_CONFIG_HOME is heeded.
.TP
.I ~/.local/state/qbtui
What qbtui has to do still, and what it did; XDG_STATE_HOME and the setting state_dir are heeded.
.SH EXIT STATUS
0 done, 1 failed, 2 wrong usage or config, 3 server can\\(cqt be reached, 4 login refused, 5 done in part, 6 another qbtui holds the state folder.
`;
