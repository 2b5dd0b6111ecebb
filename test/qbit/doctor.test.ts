import {expect, it} from 'vitest';
import {labAvailable} from '../lab/lab.ts';
import {VERSIONS} from '../lab/versions.ts';
import {diagnose} from './diagnose.ts';
import {selfSigned} from './front.ts';
import {loginDocs, type Seen} from './login-table.ts';
import {provocations} from './provocations.ts';
import {describeThroughProxy} from './through-proxy.ts';

const certificate = await selfSigned();
const seen: Seen[] = [];

describeThroughProxy('the doctor names', VERSIONS, ({version, server, proxy}) => {
	const here = provocations.filter(({only}) => only === undefined || only.includes(version));

	it.each(here)('$cause: $what', async provocation => {
		const {cause, sends = 1, patient} = provocation;
		const {around, ...place} = await patient({server: server(), proxy: proxy(), certificate});
		let sent = 0;
		const found = await diagnose({
			...place,
			around: fetch => async request => {
				if (request.url.pathname.endsWith('auth/login')) sent++;
				return (around?.(fetch) ?? fetch)(request);
			},
		});
		seen.push({version, provocation, found});
		expect(found.cause, `${found.summary} ${found.why}`).toBe(cause);
		expect(found.ok).toBe(cause === 'OK');
		expect(sent).toBe(sends);
		expect(found.shown).not.toContain(server().password);
		if (cause === 'OK') return;
		// Whoever reads it can act on it, and see for themselves.
		expect(found.advice.length).toBeGreaterThan(0);
		expect(found.why.length).toBeGreaterThan(20);
	});
});

it.skipIf(!(await labAvailable(...VERSIONS)))('the docs say what was seen', () => {
	const all = VERSIONS.length * provocations.filter(({only}) => !only).length;
	// Some of them alone were run: nothing can be said of the table.
	if (seen.length < all) return;
	const {are, shouldBe} = loginDocs(provocations, seen);
	expect(are).toBe(shouldBe);
});
