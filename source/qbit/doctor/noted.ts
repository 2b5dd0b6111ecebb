import {codeOf} from './address.ts';
import type {Finding} from './shape.ts';
import type {Visit} from './visit.ts';

export const noted = async <Value>(
	visit: Visit,
	sent: string,
	ask: () => Promise<Value>,
	show: (value: Value) => string = () => 'yes',
): Promise<Value> => {
	const {now} = visit.place;
	const startedAt = now();
	try {
		const value = await ask();
		visit.note(sent, show(value), now() - startedAt);
		return value;
	} catch (error) {
		visit.note(sent, codeOf(error), now() - startedAt);
		throw error;
	}
};

export const inside: Finding = {status: 'skip', detail: 'The server is within this program.'};
