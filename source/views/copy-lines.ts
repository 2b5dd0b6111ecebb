import {type Telling, tell} from './doing.ts';
import type {Scene} from './scene.ts';

/**
 * Into the clipboard of the terminal that one sits at, also over SSH: each text is one line, whatever
 * line ends a foreign name has. It is told what was copied: “3 paths”.
 */
export const copyLines = (
	scene: Telling & Pick<Scene, 'copy'>,
	what: string,
	texts: readonly string[],
	otherwise = 'Nothing was copied.',
): void => {
	const copied = scene.copy(texts.map(text => text.replaceAll(/\p{Cc}+/gu, ' ')).join('\n'));
	tell(
		scene,
		copied
			? {text: `Copied: ${what}`, look: 'good'}
			: {text: `Too long for a terminal’s clipboard: ${what}. ${otherwise}`, look: 'warning'},
	);
};
