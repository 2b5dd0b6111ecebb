import type {ListChoice, ListViewName} from '../../hooks/lists-choice.ts';
import {createView} from '../create/create.ts';
import {doctorView} from '../doctor/doctor.ts';
import {queueView} from '../queue/queue.ts';
import {spaceView} from '../space/space.ts';
import {stateView} from '../state/state.ts';
import {tagsView} from '../tags/tags.ts';
import {drawList, frameOf, type ListFrame} from './frame.ts';
import type {Inside, ListRow, ListView, Pens, Work} from './list-view.ts';

/** A view whatever its rows are. */
type AnyListView = {
	noun: string;
	frame: (work: Work, choice: ListChoice, inside: Inside, pens: Pens) => ListFrame;
	draw: (work: Work, choice: ListChoice, inside: Inside, pens: Pens) => string[];
};

const any = <Row extends ListRow>(view: ListView<Row>): AnyListView => ({
	noun: view.noun,
	frame: (work, choice, inside, pens) => frameOf(view, work, choice, inside, pens),
	draw: (work, choice, inside, pens) => drawList(view, work, choice, inside, pens),
});

/** TABLE: the views that are lists, beside the torrents. */
export const listViews: Readonly<Record<ListViewName, AnyListView>> = {
	queue: any(queueView),
	space: any(spaceView),
	tags: any(tagsView),
	doctor: any(doctorView),
	create: any(createView),
	state: any(stateView),
};
