import {add} from './add.ts';
import type {Command} from './command.ts';
import {list} from './list.ts';

/** TABLE: every one-shot command. */
export const commands: readonly Command[] = [list, add];
