import {bar, type Glyphs} from '../../terminal/glyphs.ts';
import type {Meaning} from '../../terminal/theme.ts';
import {percent} from '../format.ts';
import type {Column} from '../torrents/columns.ts';

const [fewCells, manyCells] = [5, 12];

/** How far something is: a bar and its percent, or the percent alone where it is narrow. */
export const doneColumn = <Row>({
	help,
	look,
	glyphs,
	fractionOf,
	hasBar = () => true,
}: {
	help: string;
	look: Meaning;
	glyphs: Glyphs;
	/** 0 to 1; undefined where it is not known, and nothing is shown. */
	fractionOf: (row: Row) => number | undefined;
	hasBar?: (row: Row) => boolean;
}): Column<Row> => {
	const told = (row: Row): string => {
		const done = fractionOf(row);
		return done === undefined ? '' : percent(done);
	};
	const withBar = (cells: number) => (row: Row) => {
		const done = fractionOf(row);
		return done !== undefined && hasBar(row)
			? `${bar(done, cells, glyphs)} ${told(row)}`
			: told(row);
	};
	return {
		...{name: 'done', letter: 'd', header: 'Done', width: fewCells + 5, keep: 3, align: 'right'},
		help,
		value: row => fractionOf(row) ?? -1,
		text: withBar(fewCells),
		look: () => look,
		narrow: {header: 'Done', width: 4, text: told},
		wide: {header: 'Done', width: manyCells + 5, text: withBar(manyCells)},
	};
};
