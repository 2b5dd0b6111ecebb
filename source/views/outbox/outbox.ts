import {ask, type MenuItem, menu} from '../../hooks/layers.ts';
import {say} from '../../hooks/screen-state.ts';
import type {Entry} from '../../outbox/shape.ts';
import {linkOf, titleOf} from '../../outbox/ways.ts';
import {harmless} from '../../terminal/harmless.ts';
import {cut} from '../../terminal/text.ts';
import {copyLines} from '../copy-lines.ts';
import {tell, tellFailure} from '../doing.ts';
import {plural} from '../format.ts';
import {open} from '../menus/open.ts';
import type {Binding, Scene} from '../scene.ts';

const entriesOf = ({engine}: Pick<Scene, 'engine'>): readonly Entry[] => engine.outbox.store.get();

const send = (scene: Scene, chosen: readonly Entry[]): void => {
	scene.update(state => say(state, `Sending ${plural(chosen.length, 'source')} …`, 'good'));
	scene.engine.outbox
		.send(new Set(chosen.map(({id}) => id)))
		.then(results => {
			const refused = results.filter(result => result.is === 'refused');
			const [first] = refused;
			tell(scene, {
				text: first
					? `${results.length - refused.length} sent; ${refused.length} refused: ${first.why}`
					: `${results.length} sent; the outbox has ${entriesOf(scene).length} left.`,
				look: first ? 'warning' : 'good',
			});
			scene.engine.mirror.poke();
		})
		.catch(error => tellFailure(scene, 'Nothing was sent', error));
};

const copyLinks = (scene: Scene, links: readonly string[]): void =>
	copyLines(scene, plural(links.length, 'link'), links, 'qbtui outbox export prints them.');

const askDrop = (scene: Scene, entry: Entry): void =>
	open(
		scene,
		ask(
			`Give up “${cut(harmless(titleOf(entry)), 40)}”? It is not added then.`,
			() => void scene.engine.outbox.drop(entry.id),
			undefined,
			entry.why,
		),
	);

const itemsOf = (scene: Scene): MenuItem[] => {
	const entries = entriesOf(scene);
	const links = entries.map(linkOf).filter(link => link !== '');
	return [
		{
			label: 'Send all of it now',
			blocked: scene.readOnly ? 'qbtui is read-only.' : undefined,
			run: () => send(scene, entries),
		},
		{
			label: 'Copy all of it as links',
			blocked: links.length === 0 ? 'None of it has a link.' : undefined,
			run: () => copyLinks(scene, links),
		},
		...entries.map(
			(entry): MenuItem => ({
				label: `Give up ${harmless(titleOf(entry))}: ${harmless(entry.why)}`,
				run: () => askDrop(scene, entry),
			}),
		),
	];
};

/** The key to what waits. */
export const outboxKey: Binding = {
	in: 'torrents',
	keys: ['O'],
	label: 'Outbox: what is added once the server lets us in',
	blocked: scene => (entriesOf(scene).length === 0 ? 'The outbox is empty.' : undefined),
	run: scene =>
		open(scene, menu(`Outbox: ${plural(entriesOf(scene).length, 'source')}`, itemsOf(scene))),
};
