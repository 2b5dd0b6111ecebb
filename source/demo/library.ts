import {catalogue} from './catalogue.ts';
import {fromCatalogue} from './create.ts';
import {archive, incoming, join} from './disks.ts';
import type {Item} from './item.ts';
import {hasMetadata, isComplete, totalSize} from './item.ts';
import {seedIt} from './past.ts';
import {mix, unit} from './random.ts';
import {type Role, roles} from './roles.ts';
import {expand} from './series.ts';

const DAY = 86_400;
const YEARS = 730 * DAY;

/** What came in the last weeks is still on the SSD, what is huge never was. */
const place = (item: Item, now: number): void => {
	const isNew = now - item.addedAt < 40 * DAY && totalSize(item) < 45e9;
	const onSsd = isNew || !isComplete(item);
	item.savePath = join(onSsd ? incoming : archive, item.category);
	// A few are as somebody left them who tags by hand.
	if (mix(item.key, 'untagged') % 40 > 0) item.tags.add(onSsd ? 'ssd' : 'hdd');
	if (!onSsd && mix(item.key, 'forgotten') % 60 === 0) item.tags.add('ssd');
};

const cast = (items: readonly Item[], now: number): void => {
	const waiting = [...items].sort((a, b) => mix(a.key, 'role') - mix(b.key, 'role'));
	for (const role of roles) {
		for (let n = 0; n < role.count; n++) {
			const index = waiting.findIndex(role.fits);
			const [item] = index < 0 ? [] : waiting.splice(index, 1);
			if (item) play(role, item, now);
		}
	}
	for (const item of waiting) seedIt(item, now);
};

const play = (role: Role, item: Item, now: number): void => {
	if (role.within !== undefined)
		item.addedAt = now - 60 - Math.floor(unit(item.key, 'within') * role.within * DAY);
	role.apply(item, now);
};

/** A magnet of the library looks as one that was just pasted in. */
const queueUp = (items: readonly Item[]): void => {
	const incomplete = items.filter(item => !isComplete(item));
	const rank = (item: Item): number =>
		(item.downloaded > 0 || !hasMetadata(item) ? 0 : 1e12) + item.addedAt;
	incomplete.sort((a, b) => rank(a) - rank(b));
	for (const [index, item] of incomplete.entries()) item.place = index + 1;
};

/** About 310 torrents that were added over two years before `now` (seconds since 1970). */
export const library = (seed: number, now: number): Item[] => {
	const items = catalogue.flatMap(series =>
		expand(series.names).map(name => {
			// More of them are recent: a library grows faster than it is cleaned.
			const age = 2 * DAY + unit(seed, name, 'age') ** 1.7 * YEARS;
			return fromCatalogue(seed, series, name, Math.floor(now - age));
		}),
	);
	cast(items, now);
	for (const item of items) place(item, now);
	queueUp(items);
	return items;
};
