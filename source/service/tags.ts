import {type PlaceTags, tagChange, tagResult, tagSummary} from '../space/place-tags.ts';
import {applyTags} from './apply-tags.ts';
import {fieldsOf, truthIn} from './body.ts';
import {listOf} from './listed.ts';
import {type Asked, Refusal, type ServiceScene, type Told} from './route.ts';

const placesOf = (scene: ServiceScene): PlaceTags => {
	const {volumes, from: ssd, to: hdd} = scene.engine().limits;
	return {volumes, ssd, hdd};
};

export const summarizeTags = (_: Asked, scene: ServiceScene): Told => {
	const places = placesOf(scene);
	return {body: {success: true, summary: tagSummary(listOf(scene).values(), places)}};
};

/** Changes tags alone: nothing is copied or moved for it. */
export const tagExisting = async (asked: Asked, scene: ServiceScene): Promise<Told> => {
	const dry = truthIn(fieldsOf(asked), 'dry_run');
	if (!dry && scene.isReadOnly()) {
		throw new Refusal(409, 'READ_ONLY', 'qbtui is read-only: no tag is changed.');
	}
	const places = placesOf(scene);
	const torrents = listOf(scene);
	const changes = [...torrents.values()]
		.map(torrent => tagChange(torrent, places))
		.filter(change => change !== undefined);
	const summary = tagSummary(torrents.values(), places);
	const {client} = scene.engine();
	const failed = dry ? undefined : await applyTags({client, torrents}, changes);
	const result = tagResult(changes, summary, failed);
	return {body: {success: (failed?.length ?? 0) === 0, result}};
};
