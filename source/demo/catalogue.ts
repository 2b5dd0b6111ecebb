import {media} from './catalogue-media.ts';
import {systems} from './catalogue-systems.ts';
import {texts} from './catalogue-texts.ts';
import type {Series} from './series.ts';

/** What the demo's library is made of: only things that anyone may give away. */
export const catalogue: readonly Series[] = [...systems, ...media, ...texts];
