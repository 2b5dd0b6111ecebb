import {add} from './add.ts';
import type {Command} from './command.ts';
import {completions} from './completions.ts';
import {create} from './create.ts';
import {doctor} from './doctor.ts';
import {list} from './list.ts';
import {notify} from './notify.ts';
import {outbox} from './outbox.ts';
import {queue} from './queue.ts';
import {serve} from './serve.ts';
import {space} from './space.ts';
import {state} from './state.ts';
import {tags} from './tags.ts';
import {watch} from './watch.ts';

/** TABLE: every one-shot command. */
export const commands: readonly Command[] = [
	list,
	add,
	outbox,
	create,
	tags,
	space,
	queue,
	state,
	watch,
	serve,
	notify,
	doctor,
	completions,
];
