import {checks} from '../../source/qbit/checks.ts';
import {createDoctor, type DoctorParts, type Wish} from '../../source/qbit/doctor/doctor.ts';
import {reach} from '../../source/qbit/doctor/reach.ts';
import type {Check, Verdict} from '../../source/qbit/doctor/shape.ts';
import type {Place} from '../../source/qbit/doctor/visit.ts';
import type {Fetch} from '../../source/qbit/fetch.ts';
import {openNetwork} from '../../source/qbit/network.ts';

export type Patient = {
	url: string;
	username?: string;
	password?: string;
	apiKey?: string;
	/** What stands between the doctor and the network. */
	around?: (fetch: Fetch) => Fetch;
} & Partial<Pick<DoctorParts, 'recall' | 'keep' | 'refused'>> &
	Partial<Pick<Place, 'verifyTls' | 'ca' | 'now'>>;

export type Diagnosed = Verdict & {
	checks: readonly Check[];
	check: (name: string) => Check | undefined;
	/** Everything that could be shown of it. */
	shown: string;
};

/** One run of the rungs that need a server alone. */
export const diagnose = async (patient: Patient, wish?: Wish): Promise<Diagnosed> => {
	const url = new URL(patient.url);
	const {verifyTls = true, ca, around = fetch => fetch, now = Date.now} = patient;
	const network = openNetwork({
		...{url, connectTimeoutMs: 5000, readTimeoutMs: 5000, poolSize: 2, verifyTls},
		...(ca === undefined ? {} : {ca}),
	});
	const doctor = createDoctor({
		load: async () => ({rungs: checks, reach}),
		place: {
			...{url, username: patient.username, apiKey: patient.apiKey, verifyTls, ca, now},
			...{password: async () => patient.password, connectTimeoutMs: 5000},
			fetch: around(network.fetch),
		},
		settle: async () => {},
		running: () => undefined,
		version: () => undefined,
		refused: patient.refused ?? (() => undefined),
		recall: patient.recall ?? (() => undefined),
		keep: patient.keep ?? (() => {}),
	});
	const {checks: found, verdict} = await doctor.run(wish);
	await doctor.close();
	await network.close();
	if (!verdict) throw new Error('a run without an end');
	return {
		...verdict,
		checks: found,
		check: name => found.find(check => check.name === name),
		shown: JSON.stringify([found, verdict]),
	};
};
