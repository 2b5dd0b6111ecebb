import {expect} from 'vitest';
import type {Form} from '../../source/hooks/form.ts';
import {width as widthOf} from '../../source/terminal/text.ts';
import {drawForm} from '../../source/views/form/lines.ts';
import type {Pens} from '../../source/views/lists/list-view.ts';

/**
 * Whichever field is chosen, the form fits into small and large places, and the field is in sight.
 *
 * @param first what the first line says
 */
export const expectFit = (
	{fields, about}: Pick<Form, 'fields' | 'about'>,
	{theme, glyphs}: Pens,
	first = /./,
): void => {
	for (let at = 0; at < fields.length; at++) {
		const form: Form = {
			...{kind: 'form', id: Symbol('form'), title: 'Add', done: 'add', fields, at, about},
			...{submit: () => undefined, back: () => {}},
		};
		for (const [width, height] of [
			[40, 6],
			[80, 19],
			[200, 44],
		] as const) {
			const lines = drawForm(form, height, {width, theme, glyphs});
			expect(lines.length).toBeLessThanOrEqual(height);
			expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(width);
			expect(lines.filter(line => line.startsWith(glyphs.cursor))).toHaveLength(1);
			expect(lines[0]).toMatch(first);
		}
	}
};
