import type {FlagRow} from '../../flags.ts';
import {isFile, type Words} from './words.ts';

/** Between single quotes of a shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

const zshFlag = ([name, {type, help}]: readonly [string, FlagRow]): string => {
	const told = help.replaceAll(/[[\]:\\]/g, '\\$&');
	const value = type === 'boolean' ? '' : isFile(name) ? `:${name}:_files` : `:${name}:`;
	return quoted(`--${name}[${told}]${value}`);
};

export const zsh = ({commands, flags}: Words): string => `#compdef qbtui
# qbtui completions zsh > a file named _qbtui in a folder of $fpath
_qbtui() {
	local context state line
	typeset -A opt_args
	_arguments -C \\
${flags.map(flag => `\t\t${zshFlag(flag)} \\`).join('\n')}
		'1:command:->command' '*::argument:->argument'
	case $state in
		command)
			local -a commands=(
${commands.map(({name, help}) => `\t\t\t\t${quoted(`${name}:${help}`)}`).join('\n')}
			)
			_describe command commands ;;
		argument)
			case $words[1] in
${commands
	.map(
		row =>
			`\t\t\t\t${row.name}) _arguments ${[...row.flags, ...flags].map(zshFlag).join(' ')} ${row.words.length > 0 ? quoted(`1:word:(${row.words.join(' ')})`) : ''} '*:file:_files' ;;`,
	)
	.join('\n')}
			esac ;;
	esac
}
if [ "$funcstack[1]" = _qbtui ]; then _qbtui "$@"; else compdef _qbtui qbtui; fi
`;
