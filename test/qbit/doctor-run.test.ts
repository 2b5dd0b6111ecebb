import {expect, it} from 'vitest';
import {createDoctor, type DoctorParts, type Memory} from '../../source/qbit/doctor/doctor.ts';
import type {Finding, Rung} from '../../source/qbit/doctor/shape.ts';

const rung = (name: string, needs: readonly string[], ask: () => Finding): Rung => ({
	...{name, title: name, needs},
	ask: async () => ask(),
});

const pass: Finding = {status: 'pass', detail: 'Well.'};
const fail: Finding = {
	status: 'fail',
	cause: 'COOKIE_LOST',
	detail: 'Gone.',
	evidence: 'So it is.',
};

const doctorWith = (rungs: readonly Rung[], more: Partial<DoctorParts> = {}) =>
	createDoctor({
		load: async () => ({rungs, reach: undefined}),
		place: {
			...{url: new URL('http://nas'), username: undefined, apiKey: undefined, ca: undefined},
			...{password: async () => undefined, fetch: () => Promise.reject(new Error('no network'))},
			...{connectTimeoutMs: 1, verifyTls: true, now: () => 5000},
		},
		...{settle: async () => {}, running: () => undefined, refused: () => undefined},
		...{recall: () => undefined, keep: () => {}, version: () => undefined},
		...more,
	});

it('the first that fails is the cause, and what needs it is not asked', async () => {
	let asked = 0;
	const count = (): Finding => {
		asked++;
		return pass;
	};
	const doctor = doctorWith([
		rung('a', [], () => pass),
		rung('b', ['a'], () => fail),
		rung('c', ['b'], count),
		rung('d', ['c'], count),
		rung('e', ['a'], () => ({...fail, cause: 'BANNED'})),
	]);
	const {checks, verdict} = await doctor.run();
	expect(checks.map(({status}) => status)).toEqual(['pass', 'fail', 'skip', 'skip', 'fail']);
	expect(checks[3]?.detail).toBe('Not asked: it needs c.');
	expect(asked).toBe(0);
	expect(verdict).toMatchObject({
		ok: false,
		cause: 'COOKIE_LOST',
		summary: 'Gone.',
		why: 'So it is.',
	});
});

it('a warning is no cause, and is named', async () => {
	const warned: Finding = {status: 'warn', detail: 'Hm.', advice: ['Mend it.']};
	const {verdict} = await doctorWith([
		rung('a', [], () => pass),
		rung('b', [], () => warned),
	]).run();
	expect(verdict).toMatchObject({ok: true, cause: 'OK', advice: ['b: Mend it.']});
	expect(verdict?.summary).toContain('one thing should be looked at: b');
});

it('one is asked again, and the others stand as they were', async () => {
	const asked: string[] = [];
	let finding = fail;
	const doctor = doctorWith([
		rung('a', [], () => {
			asked.push('a');
			return pass;
		}),
		rung('b', ['a'], () => {
			asked.push('b');
			return finding;
		}),
	]);
	expect((await doctor.run()).verdict?.cause).toBe('COOKIE_LOST');
	finding = pass;
	const {checks, verdict} = await doctor.run({only: 'b'});
	expect(asked).toEqual(['a', 'b', 'b']);
	expect(checks.map(({name, status}) => `${name} ${status}`)).toEqual(['a pass', 'b pass']);
	expect(verdict?.ok).toBe(true);
});

it('asked again with success, what waited for it is asked as well', async () => {
	let finding = fail;
	const doctor = doctorWith([
		rung('a', [], () => finding),
		rung('b', ['a'], () => pass),
		rung('c', ['b'], () => fail),
	]);
	expect((await doctor.run()).checks.map(({status}) => status)).toEqual(['fail', 'skip', 'skip']);
	finding = pass;
	const {checks, verdict} = await doctor.run({only: 'a'});
	expect(checks.map(({status}) => status)).toEqual(['pass', 'pass', 'fail']);
	expect(verdict?.ok).toBe(false);
});

it('two who ask at once are given one run, which is told step by step', async () => {
	const doctor = doctorWith([rung('a', [], () => pass), rung('b', [], () => pass)]);
	const told: string[] = [];
	doctor.store.subscribe(() => {
		const {state, asking, checks} = doctor.store.get();
		told.push(`${state} ${asking?.name ?? '-'} ${checks.length}`);
	});
	const [one, other] = await Promise.all([doctor.run(), doctor.run()]);
	expect(one).toBe(other);
	expect(told).toEqual(expect.arrayContaining(['running a 0', 'running b 1', 'done - 2']));
});

it('says what is otherwise than in the last run', async () => {
	let memory: Memory | undefined;
	const kept = {
		recall: () => memory,
		keep: (next: Memory) => {
			memory = next;
		},
	};
	let finding = pass;
	const doctor = doctorWith([rung('a', [], () => finding)], kept);
	expect((await doctor.run()).checks[0]?.before).toBeUndefined();
	finding = fail;
	const second = await doctor.run();
	expect(second.checks[0]?.before).toEqual({status: 'pass', detail: 'Well.'});
	expect(second.comparedTo).toBe(5000);
	expect((await doctor.run()).checks[0]?.before).toBeUndefined();
});

it('a rung that breaks is a finding, and not the end', async () => {
	const doctor = doctorWith([
		rung('a', [], () => {
			throw new Error('Oh.');
		}),
		rung('b', [], () => pass),
	]);
	const {checks, verdict} = await doctor.run();
	expect(checks.map(({status}) => status)).toEqual(['fail', 'pass']);
	expect(verdict).toMatchObject({cause: 'UNKNOWN', summary: 'Oh.'});
});
