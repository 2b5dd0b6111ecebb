import {execFileSync} from 'node:child_process';
import {describe, expect, it} from 'vitest';
import {commands} from '../../source/commands/commands.ts';
import {wordsOf} from '../../source/commands/completions/words.ts';
import {shells} from '../../source/commands/completions.ts';
import {flagRows} from '../../source/flags.ts';

const scriptOf = (shell: string): string => shells[shell]?.(wordsOf(commands)) ?? '';

/** What bash offers at the end of these words. */
const offered = (...words: string[]): string[] => {
	const ask = `COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _qbtui; printf "%s\\n" "\${COMPREPLY[@]}"`;
	const args = ['--norc', '-c', `${scriptOf('bash')}\n${ask}`, 'bash', 'qbtui', ...words];
	return execFileSync('bash', args, {encoding: 'utf8', cwd: import.meta.dirname})
		.split('\n')
		.filter(Boolean);
};

describe('in bash', () => {
	it('offers commands, and after one its words and flags', () => {
		expect(offered('')).toEqual(commands.map(({name}) => name));
		expect(offered('que')).toEqual(['queue']);
		expect(offered('queue', 're')).toEqual(['retry', 'release', 'resume']);
		expect(offered('completions', 'z')).toEqual(['zsh']);
		expect(offered('add', '--lay')).toEqual(['--layout']);
		expect(offered('list', '--lay')).toEqual([]);
		expect(offered('list', '--prof')).toEqual(['--profile']);
	});

	it('knows what belongs to a flag: a file, or a text that nobody can guess', () => {
		expect(offered('--config', 'completions.t')).toEqual(['completions.test.ts']);
		expect(offered('--save-state', 'completions.t')).toEqual(['completions.test.ts']);
		expect(offered('--profile', '')).toEqual([]);
		expect(offered('--profile', 'queue', 'li')).toEqual(['list']);
	});
});

it.each(Object.keys(shells))('%s knows every command and every flag', shell => {
	const script = scriptOf(shell);
	const flags = [...flagRows.keys(), ...commands.flatMap(row => Object.keys(row.flags ?? {}))];
	for (const {name} of commands) expect(script).toMatch(new RegExp(`\\b${name}\\b`));
	for (const flag of flags) {
		expect(script).toMatch(new RegExp(shell === 'fish' ? `-l ${flag}\\b` : `--${flag}\\b`));
	}
});
