import {setFlagsFromString} from 'node:v8';

/**
 * The list of 20,000 torrents comes as 33 MB of text, most of which is garbage a moment later. V8's
 * nursery, left to grow, keeps it lying about; a small one is swept as it comes: 50 MB less memory
 * at the peak, and no slower. After the start, which it would slow down; this is the flag that still
 * works in a running process.
 */
export const keepNurserySmall = (): void => setFlagsFromString('--semi-space-growth-factor=1');
