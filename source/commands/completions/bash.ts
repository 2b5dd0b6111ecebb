import {isFile, type Words} from './words.ts';

const names = (flags: Words['flags']): string => flags.map(([name]) => `--${name}`).join(' ');

const patternOf = (flags: Words['flags']): string =>
	[...new Set(flags.map(([name]) => `--${name}`))].join('|');

export const bash = ({commands, flags}: Words): string => {
	const taking = flags.concat(...commands.map(row => row.flags));
	const texts = patternOf(taking.filter(([, {type}]) => type === 'string'));
	const files = patternOf(taking.filter(([name, {type}]) => type === 'string' && isFile(name)));
	return `# qbtui completions bash > /etc/bash_completion.d/qbtui, or ~/.local/share/bash-completion/completions/qbtui
_qbtui() {
	local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" command= flags= words= i
	for ((i = 1; i < COMP_CWORD; i++)); do
		case "\${COMP_WORDS[i-1]}" in ${texts}) continue ;; esac
		case "\${COMP_WORDS[i]}" in
			-*) ;;
			${commands.map(({name}) => name).join('|')}) command="\${COMP_WORDS[i]}"; break ;;
		esac
	done
	case "$before" in
		${files}) COMPREPLY=($(compgen -f -- "$word")); return ;;
		${texts}) return ;;
	esac
	case "$command" in
${commands
	.filter(row => row.flags.length + row.words.length > 0)
	.map(row => `\t\t${row.name}) flags="${names(row.flags)}" words="${row.words.join(' ')}" ;;`)
	.join('\n')}
	esac
	case "$word" in
		-*) COMPREPLY=($(compgen -W "${names(flags)} $flags" -- "$word")) ;;
		*)
			if [ -z "$command" ]; then
				COMPREPLY=($(compgen -W "${commands.map(({name}) => name).join(' ')}" -- "$word"))
			else
				COMPREPLY=($(compgen -W "$words" -- "$word") $(compgen -f -- "$word"))
			fi ;;
	esac
}
complete -o filenames -F _qbtui qbtui
`;
};
