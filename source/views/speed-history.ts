import type {Mirrored} from '../qbit/mirror.ts';
import {createStore, type Store} from '../qbit/store.ts';

/** Bytes a second, one sample an answer of the server; the newest is the last. */
export type SpeedHistory = {down: readonly number[]; up: readonly number[]};

const kept = 120;

/** Before the first answer: a flat line from edge to edge, which nothing need redraw. */
const silence: readonly number[] = Array.from({length: kept}, () => 0);

export const createSpeedHistory = (mirror: Store<Mirrored>): Store<SpeedHistory> => {
	const store = createStore<SpeedHistory>({down: silence, up: silence});
	let sampledAt: number | undefined;
	const sample = (): void => {
		const {answeredAt, maindata} = mirror.get();
		if (answeredAt === undefined || answeredAt === sampledAt) return;
		sampledAt = answeredAt;
		const {down, up} = store.get();
		store.set({
			down: next(down, maindata.server.dl_info_speed ?? 0),
			up: next(up, maindata.server.up_info_speed ?? 0),
		});
	};
	// The first answer may have come before anybody looked.
	sample();
	mirror.subscribe(sample);
	return store;
};

/** The same list while nothing flows: then nothing has to be drawn. */
const next = (samples: readonly number[], sample: number): readonly number[] =>
	sample === 0 && samples.every(old => old === 0) ? samples : [...samples, sample].slice(-kept);
