import type {FlagRow} from '../../flags.ts';
import {isFile, type Words} from './words.ts';

const fishQuoted = (text: string): string => `'${text.replaceAll(/['\\]/g, '\\$&')}'`;

const fishFlag = (when: string, [name, {type, help}]: readonly [string, FlagRow]): string =>
	[
		`complete -c qbtui${when} -l ${name}`,
		...(type === 'boolean' ? [] : [isFile(name) ? '-rF' : '-x']),
		`-d ${fishQuoted(help)}`,
	].join(' ');

export const fish = ({
	commands,
	flags,
}: Words): string => `# qbtui completions fish > ~/.config/fish/completions/qbtui.fish
${commands.map(({name, help}) => `complete -c qbtui -n __fish_use_subcommand -f -a ${name} -d ${fishQuoted(help)}`).join('\n')}
${flags.map(flag => fishFlag('', flag)).join('\n')}
${commands.flatMap(row => row.words.map(word => `complete -c qbtui -n '__fish_seen_subcommand_from ${row.name}' -f -a ${word}`)).join('\n')}
${commands.flatMap(row => row.flags.map(flag => fishFlag(` -n '__fish_seen_subcommand_from ${row.name}'`, flag))).join('\n')}
`;
