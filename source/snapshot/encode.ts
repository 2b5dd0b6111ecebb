import {createHash} from 'node:crypto';
import {formatVersion, type Snapshot} from './shape.ts';

/**
 * A snapshot as the lines of its file: one JSON document with a torrent a line. The last line holds
 * the SHA-256 of the same document without it and without white space.
 */
export function* encodeSnapshot(snapshot: Snapshot): Generator<string> {
	const sum = createHash('sha256');
	for (const line of linesOf(snapshot)) {
		sum.update(line);
		yield `${line}\n`;
	}
	yield `,"checksum":"sha256:${sum.update('}').digest('hex')}"}\n`;
}

function* linesOf({categories, tags, jobs, torrents, ...head}: Snapshot): Generator<string> {
	const first = JSON.stringify({format: 'qbtui-state', version: formatVersion, ...head});
	yield `${first.slice(0, -1)},`;
	yield `"categories":${JSON.stringify(categories)},`;
	yield `"tags":${JSON.stringify(tags)},`;
	yield* listOf('jobs', jobs);
	yield ',';
	yield* listOf('torrents', torrents);
}

function* listOf(name: string, items: readonly unknown[]): Generator<string> {
	yield `"${name}":[`;
	for (const [i, item] of items.entries()) {
		yield JSON.stringify(item) + (i < items.length - 1 ? ',' : '');
	}
	yield ']';
}

/** Of what a file holds, as it was read: what stands between the values is of no account. */
export const checksumOf = (content: Readonly<Record<string, unknown>>): string => {
	const {checksum: _, ...rest} = content;
	return `sha256:${createHash('sha256').update(JSON.stringify(rest)).digest('hex')}`;
};
