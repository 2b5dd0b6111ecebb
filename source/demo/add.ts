import {newItem, type Recipe} from './create.ts';
import {type Answer, type Call, flag, json, list, param, type Route, refuse} from './http.ts';
import {type Item, receive, totalSize} from './item.ts';
import {note} from './log.ts';
import {fromSource} from './magnet.ts';
import {queueOf, renumber} from './queue.ts';
import {fromTorrentFile} from './torrent-file.ts';
import {addItem} from './verbs.ts';
import {contentLayouts, wishes} from './wishes.ts';

const prioritise = (call: Call, item: Item): void => {
	for (const [index, priority] of list(call, 'filePriorities', ',').entries()) {
		const file = item.files[index];
		if (file) file.priority = Number(priority);
	}
};

/** `seedMode`: the client says that everything is there. */
const fill = (item: Item): void => {
	receive(item, totalSize(item));
	item.completedAt = item.addedAt;
};

const add = (call: Call, recipe: Recipe): void => {
	const arrange = contentLayouts[param(call, 'contentLayout')];
	const item = newItem({...recipe, ...arrange?.(recipe), ...wishes(call)});
	const name = param(call, 'rename');
	if (name !== '') item.name = name;
	prioritise(call, item);
	if (flag(call, 'seedMode') && item.metadataIn <= 0) fill(item);
	addItem(call.world, item);
	if (!flag(call, 'addToTopOfQueue')) return;
	const order = queueOf(call.world).filter(other => other !== item);
	renumber(call.world, item.place > 0 ? [item, ...order] : order);
};

type Count = {added: string[]; failed: number; pending: number};

const tryToAdd = (call: Call, recipe: Recipe | undefined, count: Count): void => {
	if (!recipe || call.world.items.has(recipe.hash)) {
		count.failed++;
		return;
	}
	add(call, recipe);
	count.added.push(recipe.hash);
};

/** There is no network here: what a URL leads to is never found out. */
const download = (call: Call, url: string, count: Count): void => {
	count.pending++;
	const reason = 'Reason: "Host not found"';
	note(call.world, `Failed to download torrent. Source: "${url}". ${reason}`, 'warning');
};

const report = ({added, failed, pending}: Count): Answer => {
	if (added.length + pending === 0) return refuse(409);
	const body = {
		success_count: added.length,
		failure_count: failed,
		pending_count: pending,
		added_torrent_ids: added,
	};
	return json(body, pending > 0 ? 202 : 200);
};

const addAll = (call: Call): Answer => {
	const sources = list(call, 'urls', '\n');
	if (sources.length + call.files.size === 0)
		return refuse(400, 'Missing required parameters: urls');
	const count: Count = {added: [], failed: 0, pending: 0};
	for (const source of sources) {
		if (/^https?:/i.test(source)) download(call, source, count);
		else tryToAdd(call, fromSource(source), count);
	}
	for (const [name, data] of call.files) {
		const recipe = fromTorrentFile(data);
		if (!recipe) return refuse(415, `"${name}" is not a valid torrent file.`);
		tryToAdd(call, recipe, count);
	}
	return report(count);
};

export const addRoutes: readonly Route[] = [{path: 'torrents/add', method: 'POST', run: addAll}];
